package io.github.sknet.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.modality.cv.output.DetectedObjects;
import ai.djl.modality.cv.output.Rectangle;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.github.sknet.djl.examples.DjlExample;
import io.github.sknet.djl.examples.KernelChoice;
import io.github.sknet.djl.examples.PictureClassifier;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.vision.detect.Detections;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.segment.Segmentation;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files in DJL's hands: its answers are ours. */
class SKNetEngineTest {

    private static final List<String> LABELS = List.of("cat", "dog", "owl");

    @TempDir
    Path folder;

    private Path model(String name, Preprocessing preprocessing) throws Exception {
        Architecture architecture = Architecture.of(name, LABELS.size(), 3);
        Path file = folder.resolve(name + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 4))
                .withLabels(LABELS)
                .withPreprocessing(preprocessing)
                .write(file);
        return file;
    }

    private Path classifier() throws Exception {
        return model("sknet_tiny", Preprocessing.imageNet(48, 40));
    }

    private static <I, O> Criteria<I, O> criteria(Class<I> input, Class<O> output, Path path) {
        return Criteria.builder()
                .setTypes(input, output)
                .optEngine(SKNetEngine.NAME)
                .optModelPath(path)
                .optTranslatorFactory(new SKNetTranslatorFactory())
                .build();
    }

    private static <I, O> O answer(Criteria<I, O> criteria, I input) throws Exception {
        try (ZooModel<I, O> model = criteria.loadModel();
                Predictor<I, O> predictor = model.newPredictor()) {
            return predictor.predict(input);
        }
    }

    @Test
    void classificationsAreThoseOfTheClassifier() throws Exception {
        Path file = classifier();
        Path picture = Pictures.noise(folder.resolve("picture.png"), 70, 50, 1);
        Classifications said = PictureClassifier.classify(file, picture);
        try (Classifier classifier = Classifier.load(file)) {
            List<LabelScore> expected = classifier.predict(picture).scores();
            assertEquals(expected.stream().map(LabelScore::label).toList(), said.getClassNames());
            assertEquals(expected.stream().map(each -> (double) each.score()).toList(), said.getProbabilities());
        }
        assertEquals(
                said.getProbabilities(),
                answer(criteria(Path.class, Classifications.class, file), picture)
                        .getProbabilities());
    }

    /** DJL's own translator prepares the image by arrays of this engine; the input's size needs no resizing here. */
    @Test
    void djlsExampleRunsWhenTheEngineIsNamedOtherwise() throws Exception {
        Path file = model("sknet_tiny", Preprocessing.imageNet(256, 224));
        Path picture = Pictures.noise(folder.resolve("picture.png"), 256, 256, 1);
        Classifications said = DjlExample.classify(folder, picture);
        try (Classifier classifier = Classifier.load(file)) {
            for (LabelScore expected : classifier.predict(picture).scores()) {
                assertEquals(expected.score(), said.get(expected.label()).getProbability(), 1e-6);
            }
        }
    }

    @Test
    void batchesOfAnySizesAnswerAsEachAlone() throws Exception {
        Path file = classifier();
        List<Path> pictures = List.of(
                Pictures.noise(folder.resolve("a.png"), 70, 50, 1),
                Pictures.noise(folder.resolve("b.png"), 41, 90, 2),
                Pictures.noise(folder.resolve("c.png"), 40, 40, 3));
        try (ZooModel<Path, Classifications> model =
                        criteria(Path.class, Classifications.class, file).loadModel();
                Predictor<Path, Classifications> predictor = model.newPredictor()) {
            List<Classifications> together = predictor.batchPredict(pictures);
            for (int i = 0; i < pictures.size(); i++) {
                assertEquals(
                        predictor.predict(pictures.get(i)).getProbabilities(),
                        together.get(i).getProbabilities());
            }
        }
    }

    @Test
    void objectsLieWhereTheDetectorSaysInSharesOfTheImage() throws Exception {
        Path file = model("fcos_sk_small", Preprocessing.imageNet(0, 64).sized(64, 64));
        Path picture = Pictures.noise(folder.resolve("picture.png"), 80, 50, 1);
        Criteria<Image, DetectedObjects> criteria = Criteria.builder()
                .setTypes(Image.class, DetectedObjects.class)
                .optEngine(SKNetEngine.NAME)
                .optModelPath(file)
                .optOption("score-threshold", "0")
                .optOption("threads", "1")
                .optTranslatorFactory(new SKNetTranslatorFactory())
                .build();
        DetectedObjects said = answer(criteria, ImageFactory.getInstance().fromFile(picture));
        Map<String, String> settings = Map.of("score-threshold", "0");
        try (VisionModel<?> detector =
                VisionModels.load(file, VisionModels.Options.usual().withSettings(new Settings(settings)))) {
            Detections expected = (Detections) detector.predict(picture);
            assertFalse(expected.objects().isEmpty());
            assertEquals(expected.size(), said.getNumberOfObjects());
            for (int i = 0; i < expected.size(); i++) {
                DetectedObjects.DetectedObject object = said.item(i);
                Rectangle box = object.getBoundingBox().getBounds();
                assertEquals(expected.objects().get(i).name(), object.getClassName());
                assertEquals(expected.objects().get(i).score(), object.getProbability());
                assertEquals(expected.objects().get(i).box().x() / 80, box.getX());
                assertEquals(expected.objects().get(i).box().height() / 50, box.getHeight());
            }
        }
    }

    @Test
    void aMaskHasTheSegmentersLabels() throws Exception {
        Path file = model("semantic_fpn_sk_small", Preprocessing.imageNet(0, 64).sized(64, 64));
        Path picture = Pictures.noise(folder.resolve("picture.png"), 80, 50, 1);
        CategoryMask said = answer(criteria(Path.class, CategoryMask.class, file), picture);
        try (VisionModel<?> segmenter = VisionModels.load(file)) {
            Segmentation expected = (Segmentation) segmenter.predict(picture);
            assertEquals(LABELS, said.getClasses());
            assertEquals(50, said.getMask().length);
            for (int y = 0; y < 50; y++) {
                for (int x = 0; x < 80; x++) {
                    assertEquals(expected.labelAt(x, y), said.getMask()[y][x]);
                }
            }
        }
    }

    @Test
    void anAnswerTellsWhichKernelsWereChosen() throws Exception {
        Path file = classifier();
        Path picture = Pictures.noise(folder.resolve("picture.png"), 70, 50, 1);
        Map<String, float[]> shares = KernelChoice.shares(file, picture);
        try (Classifier classifier = Classifier.load(file)) {
            Classification expected = classifier.explain(ImageDecoder.read(picture));
            assertEquals(expected.attention().shares().keySet(), shares.keySet());
            expected.attention().shares().forEach((unit, kernels) -> assertArrayEquals(kernels, shares.get(unit)));
        }
    }

    @Test
    void servingSendsAFileAndGetsJson() throws Exception {
        Path file = classifier();
        Path picture = Pictures.noise(folder.resolve("picture.png"), 70, 50, 1);
        Input request = new Input();
        request.add(Files.readAllBytes(picture));
        Output response = answer(criteria(Input.class, Output.class, file), request);
        assertEquals("application/json", response.getProperty("Content-Type", null));
        String json = response.getData().getAsString();
        List<?> classes = (List<?>) Json.read("{\"classes\":" + json + "}").get("classes");
        try (Classifier classifier = Classifier.load(file)) {
            LabelScore best = classifier.predict(picture).best();
            Map<?, ?> first = (Map<?, ?>) classes.get(0);
            assertEquals(best.label(), first.get("className"));
            assertEquals(best.score(), ((Number) first.get("probability")).doubleValue(), 1e-9);
        }
    }

    @Test
    void arraysGiveTheNetworksOutputs() throws Exception {
        Path file = classifier();
        Tensor inputs = Tensor.gaussian(List.of(2, 3, 40, 40), 7);
        try (ZooModel<NDList, NDList> model = Criteria.builder()
                        .setTypes(NDList.class, NDList.class)
                        .optEngine(SKNetEngine.NAME)
                        .optModelPath(file)
                        .optTranslator(new NoopTranslator())
                        .build()
                        .loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                Classifier classifier = Classifier.load(file)) {
            NDList said = predictor.predict(
                    new NDList(model.getNDManager().create(inputs.values(), new Shape(2, 3, 40, 40))));
            assertEquals(1, said.size());
            assertEquals(new Shape(2, 3), said.head().getShape());
            assertArrayEquals(
                    classifier.outputs(inputs).output().values(), said.head().toFloatArray());
            assertEquals(new Shape(-1, 3, 40, 40), model.describeInput().get(0).getValue());
            assertEquals(new Shape(1, 3), model.describeOutput().get(0).getValue());
        }
    }

    @Test
    void theFolderTellsWhichFileIsMeant() throws Exception {
        Path file = classifier();
        for (String name : List.of("only.safetensors", "model.safetensors", "other.safetensors")) {
            Path named = folder.resolve("files").resolve(name);
            Files.createDirectories(named.getParent());
            Files.copy(file, named);
            try (Model model = Model.newInstance("some", SKNetEngine.NAME)) {
                model.load(named.getParent());
                assertEquals(3, model.describeInput().get(0).getValue().get(1));
            }
        }
        Files.delete(folder.resolve("files/model.safetensors"));
        String asked = failure(folder.resolve("files"), null);
        assertTrue(
                asked.endsWith("is meant? There are only.safetensors, other.safetensors; optModelName says it"), asked);
        assertTrue(failure(folder.resolve("files"), "absent").endsWith("absent.safetensors does not exist"));
        Files.createDirectory(folder.resolve("empty"));
        assertTrue(failure(folder.resolve("empty"), null).startsWith("There is no model file (*.safetensors) in "));
        assertTrue(failure(folder.resolve("nowhere"), null).endsWith("nowhere does not exist"));
    }

    private static String failure(Path path, String prefix) throws Exception {
        try (Model model = Model.newInstance("some", SKNetEngine.NAME)) {
            return assertThrows(FileNotFoundException.class, () -> model.load(path, prefix))
                    .getMessage();
        }
    }

    @Test
    void whatDoesNotFitIsSaidInASentence() throws Exception {
        Path file = classifier();
        assertEquals(
                "A model to classify answers about an image (Image, Path, InputStream or byte[]) with Classifications or"
                        + " Answer, not about Image with DetectedObjects",
                assertThrows(
                                IllegalArgumentException.class,
                                criteria(Image.class, DetectedObjects.class, file)::loadModel)
                        .getMessage());
        assertEquals(
                "The engine SKNet computes on the processor, not on gpu(0)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Model.newInstance("some", Device.gpu(), SKNetEngine.NAME))
                        .getMessage());
        try (Model model = Model.newInstance("some", SKNetEngine.NAME)) {
            Map<String, String> options = Map.of("score-threshold", "0.5");
            assertEquals(
                    "score-threshold is for models to detect, and this is one to classify",
                    assertThrows(IllegalArgumentException.class, () -> model.load(file, null, options))
                            .getMessage());
        }
    }

    @Test
    void anotherEngineStaysDjlsDefault() {
        assertEquals("PyTorch", ai.djl.engine.Engine.getDefaultEngineName());
        assertTrue(ai.djl.engine.Engine.getAllEngines().contains(SKNetEngine.NAME));
    }
}
