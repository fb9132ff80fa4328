package io.github.sknet.checkpoint.pytorch;

import java.util.Set;

/**
 * A function or class that a pickle names. It is never looked up.
 *
 * @param path its module and name, {@code collections.OrderedDict}
 */
record PythonGlobal(String path) {

    /** Modules of which no training script pickles anything, but those who want a program to run on loading do. */
    private static final Set<String> SUSPICIOUS_MODULES = Set.of(
            "os",
            "posix",
            "nt",
            "subprocess",
            "sys",
            "runpy",
            "importlib",
            "socket",
            "shutil",
            "pty",
            "webbrowser",
            "ctypes");

    private static final Set<String> SUSPICIOUS_BUILTINS =
            Set.of("eval", "exec", "compile", "open", "__import__", "execfile");

    /** Whether Python would run a foreign program's command when it loads the pickle. */
    boolean isSuspicious() {
        String module = path.substring(0, Math.max(path.lastIndexOf('.'), 0));
        return SUSPICIOUS_MODULES.contains(module.split("\\.", 2)[0])
                || (module.equals("builtins") || module.equals("__builtin__"))
                        && SUSPICIOUS_BUILTINS.contains(path.substring(module.length() + 1));
    }
}
