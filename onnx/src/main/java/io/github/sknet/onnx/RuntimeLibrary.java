package io.github.sknet.onnx;

/** ONNX Runtime's library: a program that never asks for it may leave it out, and not every system has one. */
public final class RuntimeLibrary {

    private static final String CLASS = "ai.onnxruntime.OrtEnvironment";

    private RuntimeLibrary() {}

    /**
     * Comes before anything else of ONNX Runtime's, without which not even {@link OnnxSession} can be loaded.
     *
     * @throws IllegalStateException where ONNX Runtime is not there, or can't be loaded
     */
    public static void require() {
        try {
            Class.forName(CLASS, true, RuntimeLibrary.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException(
                    "ONNX Runtime is needed, but is not on the class path: the artifact com.microsoft.onnxruntime:onnxruntime has it"
                            + " (in a distribution, bin/sknet-natives onnxruntime gets it)",
                    absent);
        } catch (LinkageError refused) {
            throw new IllegalStateException(
                    "ONNX Runtime can't be loaded on this system: " + refused.getMessage(), refused);
        }
    }
}
