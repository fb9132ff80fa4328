/** A program that serves. */
module org.example.service {
    requires io.github.sknet.serve;
    requires java.net.http;
}
