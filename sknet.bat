@echo off
rem SKNet for the JVM on Windows: as the script sknet, without what only Linux has. It does not build: in a checkout
rem   mvnw.cmd -q -DskipTests -Dspotless.check.skip=true -pl cli -am package
rem comes first.
setlocal

set "libraries=%~dp0cli\target\lib"
if exist "%~dp0..\lib\sknet-cli-*.jar" set "libraries=%~dp0..\lib"
if not exist "%libraries%\sknet-cli-*.jar" (
  echo sknet: nothing is built yet: run mvnw.cmd -q -DskipTests -Dspotless.check.skip=true -pl cli -am package in %~dp0 1>&2
  exit /b 1
)

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "release="
for /f "tokens=2 delims==" %%v in ('""%java%" -XshowSettings:properties -version 2>&1 | findstr /c:"java.specification.version ="') do set "release=%%v"
set "release=%release: =%"
if not defined release (
  echo sknet: Java 17 or newer is needed, but not found: install it, and set JAVA_HOME or PATH 1>&2
  exit /b 1
)
rem Java 8 calls itself 1.8.
if "%release:~0,2%"=="1." set "release=8"
if %release% LSS 17 (
  echo sknet: Java 17 or newer is needed, not %release%: set JAVA_HOME to one 1>&2
  exit /b 1
)

if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=%NUMBER_OF_PROCESSORS%"
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"

set "flags=--add-modules jdk.incubator.vector -XX:+UseSerialGC -XX:ObjectAlignmentInBytes=64 -XX:-UsePerfData -Djava.awt.headless=true"
set "memory=-Xmn16m"
if "%1"=="train" set "memory=-Xms192m -XX:NewSize=128m"
if "%1"=="quickstart" set "memory=-Xms192m -XX:NewSize=128m"
rem A heap that is to stay smaller could not begin with as much.
if "%memory%"=="-Xmn16m" goto :sized
echo "%SKNET_JAVA_OPTS%" | findstr /c:"-Xmx" /c:"MaxHeapSize" >nul && set "memory="
:sized
set "flags=%flags% %memory%"
set "flags=%flags% -XX:Tier3DelayOn=1000 -XX:Tier4LoadFeedback=100 -XX:Tier4MinInvocationThreshold=200 -XX:Tier4CompileThreshold=4000"
if %release% GEQ 22 set "flags=%flags% --enable-native-access=ALL-UNNAMED"
if %release% GEQ 24 set "flags=%flags% --sun-misc-unsafe-memory-access=allow"

"%java%" %flags% %SKNET_JAVA_OPTS% -cp "%libraries%\*;%libraries%\natives\*" io.github.sknet.cli.Sknet %*
exit /b %ERRORLEVEL%
