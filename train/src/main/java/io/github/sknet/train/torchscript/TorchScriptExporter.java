package io.github.sknet.train.torchscript;

import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.AtomicFile;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.TorchRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.JitModule;

/**
 * Writes models as TorchScript, which Python's {@code torch.jit.load} and DJL read. Modules and parameters keep their
 * PyTorch names, so that {@code state_dict()} gives the checkpoint's keys; any batch, height and width can be given.
 *
 * <p>The file can be fine-tuned: parameters require gradients, and {@code train()} makes BatchNorms use and follow their batches, and
 * dropouts drop. It begins in inference mode, as after {@code eval()}; whoever predicts does so without recording gradients.
 * BatchNorms stay apart ({@code torch.jit.freeze} folds them). PyTorch has deprecated TorchScript in favour of {@code torch.export},
 * and still reads it.
 *
 * <p>The method {@code forward(input)} returns the output, or a
 * dictionary where the network has several. The model file's metadata are kept as extra files (see {@link ModelFile}).
 */
public final class TorchScriptExporter {

    private static final String SYNSET = "synset.txt";

    private TorchScriptExporter() {}

    /**
     * Writes a model, whole or not at all; its labels go, one a line, into {@code synset.txt} in the same folder, where
     * DJL's image-classification translator looks for them.
     *
     * @throws IOException naming the file, when it can't be written
     */
    public static void write(ModelFile model, Path file) throws IOException {
        write(model.graph(), model.weights(), model.metadata(), file);
        Optional<String> labels = labels(model);
        if (labels.isPresent()) {
            AtomicFile.write(labelsBeside(file), out -> out.write(labels.get().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The file of labels that {@link #write(ModelFile, Path)} writes beside a file. */
    public static Path labelsBeside(Path file) {
        return file.resolveSibling(SYNSET);
    }

    /** What that file says, where the model's classes have names. */
    public static Optional<String> labels(ModelFile model) {
        return model.labels().isEmpty() ? Optional.empty() : Optional.of(String.join("\n", model.labels()) + "\n");
    }

    /**
     * Writes a network, whole or not at all.
     *
     * @param metadata is kept as extra files
     * @throws IOException naming the file, when it can't be written
     */
    public static void write(Graph graph, Weights weights, Map<String, String> metadata, Path file) throws IOException {
        TorchRuntime.start();
        Path folder = Files.createTempDirectory("sknet-torchscript");
        // The archive inside is named after the file it is first saved to.
        Path temporary = folder.resolve(file.getFileName());
        try {
            NativeScope.run(() -> {
                ExtraFilesMap extraFiles = new ExtraFilesMap();
                metadata.forEach((key, value) ->
                        extraFiles.put(new BytePointer(key), new BytePointer(value, StandardCharsets.UTF_8)));
                toModule(graph, weights).save(temporary.toString(), extraFiles);
            });
            AtomicFile.write(file, out -> Files.copy(temporary, out));
        } finally {
            Files.deleteIfExists(temporary);
            Files.delete(folder);
        }
    }

    /** A network as a compiled module in inference mode. */
    static JitModule toModule(Graph graph, Weights weights) {
        ModuleTree modules = new ModuleTree();
        Map<String, Tensor> tensors = weights.fitting(graph).tensors();
        graph.parameters().forEach((name, spec) -> register(modules, name, spec, tensors.get(name)));
        for (Node node : graph.nodes()) {
            if (node.op() instanceof ChannelPermute permute) {
                modules.registerOrder(node.name() + "." + TorchScriptSource.ORDER, permute.order());
            }
            if (node.op() instanceof Dropout || node.op() instanceof DropPath) {
                modules.require(node.name());
            }
        }
        JitModule module = modules.finish();
        module.define(TorchScriptSource.forward(graph));
        module.eval();
        return module;
    }

    private static void register(ModuleTree modules, String name, ParameterSpec spec, Tensor tensor) {
        if (spec.role().trained()) {
            modules.registerParameter(name, tensor);
        } else {
            modules.registerBuffer(name, tensor);
        }
    }
}
