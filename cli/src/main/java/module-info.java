/** The command. */
@SuppressWarnings("requires-automatic")
module io.github.sknet.cli {
    requires io.github.sknet.app;
    requires io.github.sknet.checkpoint;
    requires io.github.sknet.conformance;
    requires io.github.sknet.fashionmnist;
    requires io.github.sknet.onnx;
    requires io.github.sknet.photographs;
    requires io.github.sknet.runtime;
    requires io.github.sknet.serve;
    requires io.github.sknet.training;
    requires info.picocli;
    requires java.logging;
    requires me.tongfei.progressbar;

    opens io.github.sknet.cli to
            info.picocli,
            java.logging;
}
