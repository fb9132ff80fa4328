import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Spells out the innermost loops of convolutions: a class for each tile, the block of pixels and vectors whose sums stay in registers.
 * They repeat each other because C2 keeps sums in registers only where each is a local variable of one method: neither an array of
 * vectors nor a method that returns several is. The idea is that of XNNPACK's templates ({@code tools/xngen}) and of Lucene's generated
 * codecs ({@code gen_ForUtil.py}).
 *
 * <p>The build runs this file before it compiles: {@code java TileSpeller.java TEMPLATES TARGET}.
 */
final class TileSpeller {

    /** Every tile. A new one is a new row here, and nothing else. */
    private static final List<Row> TABLE = List.of(
            new Row(Family.BROADCAST, 6, 4, Registers.MANY),
            new Row(Family.BROADCAST, 5, 4, Registers.MANY),
            new Row(Family.BROADCAST, 8, 2, Registers.MANY),
            new Row(Family.BROADCAST, 5, 2, Registers.FEW),
            new Row(Family.BROADCAST, 8, 1, Registers.ANY),
            new Row(Family.BROADCAST, 1, 4, Registers.ANY),
            new Row(Family.SCATTERED, 6, 4, Registers.MANY),
            new Row(Family.SCATTERED, 8, 2, Registers.MANY),
            new Row(Family.SCATTERED, 5, 2, Registers.FEW),
            new Row(Family.SCATTERED, 8, 1, Registers.ANY),
            new Row(Family.LANEWISE, 6, 4, Registers.MANY),
            new Row(Family.LANEWISE, 8, 2, Registers.MANY),
            new Row(Family.LANEWISE, 5, 2, Registers.FEW),
            new Row(Family.LANEWISE, 8, 1, Registers.ANY),
            new Row(Family.LANEWISE, 1, 4, Registers.ANY));

    private static final String PACKAGE = "io/github/sknet/runtime/vector/tiles";

    private TileSpeller() {}

    public static void main(String[] arguments) throws IOException {
        Path templates = Path.of(arguments[0]);
        Template tile = Template.read(templates.resolve("Tile.template"));
        Template familyTiles = Template.read(templates.resolve("FamilyTiles.template"));
        Template tiles = Template.read(templates.resolve("Tiles.template"));
        Map<String, String> sources = new HashMap<>();
        TABLE.forEach(row -> sources.put(row.name(), tile(tile, row)));
        for (Family family : Family.values()) {
            sources.put(family.title() + "Tiles", choice(familyTiles, family));
        }
        sources.put("Tiles", table(tiles));
        write(Path.of(arguments[1]).resolve(PACKAGE), sources);
    }

    /** Writes what is not there yet, so that nothing is compiled in vain, and deletes what is spelled no more. */
    private static void write(Path folder, Map<String, String> sources) throws IOException {
        Files.createDirectories(folder);
        Map<Path, String> files = new HashMap<>();
        sources.forEach((name, text) -> files.put(folder.resolve(name + ".java"), text));
        List<Path> present;
        try (Stream<Path> list = Files.list(folder)) {
            present = list.toList();
        }
        for (Path file : present) {
            if (!files.containsKey(file)) {
                Files.delete(file);
            }
        }
        for (Map.Entry<Path, String> file : files.entrySet()) {
            if (!present.contains(file.getKey())
                    || !Files.readString(file.getKey()).equals(file.getValue())) {
                Files.writeString(file.getKey(), file.getValue());
            }
        }
    }

    /** What the weights of a step are multiplied by, as the engine's operands say. Beside that, tiles count differently, for C2's sake. */
    private enum Family {
        /**
         * One value a pixel, for all lanes. The steps of a run read consecutive values, so that C2 checks the bounds of a run and not of
         * every step. It checks those of the weights at every step here, as their offset is {@code k * 4 * LANES}: that keeps it from
         * loading all of a step's values at once, for which there are too few registers.
         */
        BROADCAST(
                List.of(),
                List.of("int steps = convolution.run();", "int k = 0;"),
                List.of("int in = wo + k * ${width};"),
                "FloatVector.broadcast(SPECIES, x[x${pixel} + k])",
                "steps"),

        /**
         * One value a pixel, for all lanes, where few steps read consecutive values: each looks up where its value is. That costs less
         * than to begin anew for each short run, with the sums on their way through memory. C2 checks the bounds of every pixel's value,
         * and once for the loop those of the weights, as their offset is {@code k * (4 * LANES)}. Steps are counted by their place in
         * the table, one value less to keep: a stem gains a thirtieth by it, while lanewise tiles, compiled otherwise, lose as much.
         */
        SCATTERED(
                List.of("step", "end"),
                List.of("int[] offsets = convolution.offsets();", "int w0 = wo - step * ${(width)};", "int k = step;"),
                List.of("int in = w0 + k * ${(width)};", "int at = offsets[k];"),
                "FloatVector.broadcast(SPECIES, x[x${pixel} + at])",
                "end"),

        /** A vector of values a pixel, lane by lane; bounds are checked as for scattered values. */
        LANEWISE(
                List.of("step", "end"),
                List.of("int[] offsets = convolution.offsets();", "int steps = end - step;", "int k = 0;"),
                List.of("int in = wo + k * ${(width)};", "int at = offsets[step + k];"),
                "FloatVector.fromArray(SPECIES, x, x${pixel} + at)",
                "steps");

        /** What a caller says about the steps. */
        private final List<String> range;

        private final List<String> counter;
        private final List<String> step;
        private final String value;
        private final String end;

        Family(List<String> range, List<String> counter, List<String> step, String value, String end) {
            this.range = range;
            this.counter = counter;
            this.step = step;
            this.value = value;
            this.end = end;
        }

        String title() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }

        List<Row> rows() {
            return TABLE.stream().filter(row -> row.family == this).toList();
        }
    }

    /** The vector registers of the processors that a tile is for. */
    private enum Registers {
        /** AVX-512 at any width, NEON. */
        MANY(32),
        /** Other x86. */
        FEW(16),
        ANY(16);

        private final int count;

        Registers(int count) {
            this.count = count;
        }
    }

    /**
     * A tile of the table. C2 keeps addresses in vector registers when it runs out of others, and then sums in memory, which is five
     * times slower. So a tile does next to nothing but its loop, has no other branch, and leaves a few vector registers free beside the
     * sums, a step's weights and what they are multiplied by.
     */
    private record Row(Family family, int pixels, int vectors, Registers registers) {

        private static final String LETTERS = "abcdefg";

        Row {
            int needed = pixels * vectors + vectors + 1;
            if (pixels < 1 || vectors < 1 || vectors > LETTERS.length() || needed > registers.count - 3) {
                throw new IllegalArgumentException("A tile of " + pixels + "×" + vectors + " takes " + needed
                        + " vector registers of " + registers.count + ", of which three must be left free");
            }
        }

        String name() {
            return family.title() + pixels + "x" + vectors;
        }

        String size() {
            return pixels
                    + (pixels == 1 ? " pixel × " : " pixels × ")
                    + vectors
                    + (vectors == 1 ? " vector" : " vectors");
        }

        /** The floats of a step's weights. */
        String width() {
            return vectors == 1 ? "LANES" : vectors + " * LANES";
        }

        List<String> eachPixel(IntFunction<String> line) {
            return IntStream.range(0, pixels).mapToObj(line).toList();
        }

        List<String> eachVector(IntFunction<String> line) {
            return IntStream.range(0, vectors).mapToObj(line).toList();
        }

        /**
         * A line for each sum.
         *
         * @param type of what the sums of a pixel have in common
         * @param name its name: a variable where a pixel has several sums
         * @param value its value
         */
        List<String> eachSum(String type, String name, IntFunction<String> value, SumLine line) {
            List<String> lines = new ArrayList<>();
            for (int pixel = 0; pixel < pixels; pixel++) {
                String common = value.apply(pixel);
                if (vectors > 1) {
                    lines.add((pixel == 0 ? type + " " : "") + name + " = " + common + ";");
                    common = name;
                }
                for (int vector = 0; vector < vectors; vector++) {
                    lines.add(line.of("s" + pixel + letter(vector), vector, common));
                }
            }
            return lines;
        }

        static char letter(int vector) {
            return LETTERS.charAt(vector);
        }
    }

    /** What is done with the sum of a vector, given what its pixel's sums have in common. */
    @FunctionalInterface
    private interface SumLine {
        String of(String sum, int vector, String common);
    }

    private static String table(Template template) {
        List<String> cases = new ArrayList<>();
        for (Family family : Family.values()) {
            cases.add("case " + family + " -> manyRegisters");
            cases.add("        ? List.of(" + tiles(family, Registers.MANY) + ")");
            cases.add("        : List.of(" + tiles(family, Registers.FEW) + ");");
        }
        int pixels = TABLE.stream().mapToInt(Row::pixels).max().orElseThrow();
        return template.with("pixels", Integer.toString(pixels))
                .with("cases", cases)
                .text();
    }

    private static String tiles(Family family, Registers registers) {
        return family.rows().stream()
                .filter(row -> row.registers == registers || row.registers == Registers.ANY)
                .map(row -> "new Tile(" + row.pixels + ", " + row.vectors + ")")
                .collect(Collectors.joining(", "));
    }

    private static String choice(Template template, Family family) {
        return template.with("operand", family.name())
                .with("family", family.title())
                .with("range", family.range)
                .with(
                        "cases",
                        family.rows().stream()
                                .map(row -> "case " + row.pixels + " * 8 + " + row.vectors + " -> " + call(row))
                                .toList())
                .text();
    }

    private static String call(Row row) {
        String range = row.family.range.stream().map(name -> name + ", ").collect(Collectors.joining());
        return row.name() + ".run(convolution, " + range + "x, xo, wo, start, so, starts, s, low, y, yo, t);";
    }

    private static String tile(Template template, Row row) {
        Family family = row.family;
        return template.with("family", family.title())
                .with("size", row.size())
                .with("name", row.name())
                .with("range", family.range)
                .with("starts", starts(row))
                .with("inputs", row.eachPixel(p -> "int x" + p + " = xo + " + element("inputs", "t", p) + ";"))
                .with("counter", family.counter)
                .with("step", family.step)
                .with("weights", row.eachVector(v -> "FloatVector " + weight(v) + " = " + load("w", "in", v) + ";"))
                .with("products", products(row))
                .with("end", family.end)
                .with("results", results(row))
                .with("width", row.width())
                .with("(width)", row.vectors == 1 ? row.width() : "(" + row.width() + ")")
                .text();
    }

    /** Each sum's start is loaded by itself: shared by many, it would be copied, and C2 cannot undo that. */
    private static List<String> starts(Row row) {
        return row.eachSum(
                "int",
                "from",
                pixel -> "so + " + element("starts", "s", pixel),
                (sum, vector, from) -> "FloatVector " + sum + " = " + load("start", from, vector) + ";");
    }

    /**
     * No method is called on a sum, it is only handed over, and the loop around ends below its steps: where C2 does not know the class of
     * what a loop has carried, it calls a method that allocates its result.
     */
    private static List<String> products(Row row) {
        return row.eachSum(
                "FloatVector",
                "v",
                pixel -> row.family.value.replace("${pixel}", Integer.toString(pixel)),
                (sum, vector, value) -> sum + " = " + value + ".fma(" + weight(vector) + ", " + sum + ");");
    }

    private static List<String> results(Row row) {
        return row.eachSum(
                "int",
                "out",
                pixel -> "yo + " + element("outputs", "t", pixel),
                (sum, vector, out) -> "least.max(" + sum + ").intoArray(y, " + vectorAt(out, vector) + ");");
    }

    private static String weight(int vector) {
        return "w" + Row.letter(vector);
    }

    private static String element(String array, String first, int index) {
        return array + "[" + first + (index == 0 ? "" : " + " + index) + "]";
    }

    private static String load(String array, String offset, int vector) {
        return "FloatVector.fromArray(SPECIES, " + array + ", " + vectorAt(offset, vector) + ")";
    }

    private static String vectorAt(String offset, int vector) {
        return switch (vector) {
            case 0 -> offset;
            case 1 -> offset + " + LANES";
            default -> offset + " + " + vector + " * LANES";
        };
    }

    /** A text with names in braces. */
    private record Template(String text) {

        static Template read(Path file) throws IOException {
            return new Template(Files.readString(file));
        }

        Template with(String name, String value) {
            return with(name, List.of(value));
        }

        /** Replaces a name by lines, indented like the one that it stands in; where there are none, that line is dropped. */
        Template with(String name, List<String> lines) {
            String mark = "${" + name + "}";
            return new Template(text.lines()
                    .flatMap(line -> line.contains(mark)
                            ? lines.stream().map(filling -> line.replace(mark, filling))
                            : Stream.of(line))
                    .collect(Collectors.joining("\n", "", "\n")));
        }
    }
}
