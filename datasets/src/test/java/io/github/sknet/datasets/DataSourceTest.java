package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSourceTest {

    private static DataSource readBack(String json) {
        return DataSource.from(Fields.of("config", Json.read(json)));
    }

    @Test
    void itsFormIsReadBack() {
        for (DataSource source : List.of(
                DataSource.of("fashion-mnist"),
                new DataSource("cells.zip", List.of("RBC", "WBC"), Map.of()),
                new DataSource("streets", List.of(), Map.of("ignore", "11")))) {
            assertEquals(source, readBack(Json.write(source.toMap())));
        }
    }

    @Test
    void theFormOfVersion01IsReadToo() {
        assertEquals(
                new DataSource("streets.zip", List.of("road"), Map.of("ignore", "11")),
                readBack("{\"data\":\"streets.zip\",\"labels\":[\"road\"],\"ignore\":11}"));
        assertEquals(DataSource.of("photos"), readBack("{\"data\":\"photos\",\"epochs\":3}"));
    }

    @Test
    void aModelsClassesAreTakenWhereNoneWereNamed() {
        DataSource source = DataSource.of("a");
        assertEquals(List.of("x"), source.orLabels(List.of("x")).labels());
        assertEquals(
                List.of("y"),
                source.withLabels(List.of("y")).orLabels(List.of("x")).labels());
    }

    @ParameterizedTest
    @CsvSource({
        "classify, ignore, ignore is for data to segment; not to classify",
        "detect, ignore, ignore is for data to segment; not to detect",
        "segment, ignored, There is no setting 'ignored' for data to segment"
    })
    void whatIsForAnotherTaskIsRefused(String task, String setting, String message) {
        DataSource source = new DataSource("a", List.of(), Map.of(setting, "1"));
        assertEquals(
                message.replace(';', ','),
                assertThrows(
                                IllegalArgumentException.class,
                                () -> source.open(DatasetTask.named(task), new AnnotationProblems(false)))
                        .getMessage());
    }

    @Test
    void anUnknownTaskIsRefused() {
        assertEquals(
                "There are no data sets here for the task 'depth', but for: classify, detect, segment",
                assertThrows(IllegalArgumentException.class, () -> DatasetTask.named("depth"))
                        .getMessage());
    }
}
