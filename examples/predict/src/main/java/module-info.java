/** A program of modules says no more than this. On a class path it is not looked at. */
module org.example.predict {
    requires io.github.sknet.vision;
}
