module org.example.pictures {
    requires io.github.sknet.vision;
}
