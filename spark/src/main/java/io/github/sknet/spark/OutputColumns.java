package io.github.sknet.spark;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.classify.Classification;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns that answers become.
 *
 * @param input the column of images
 * @param output the column of answers
 * @param features the column of features; {@code null} for none
 * @param attention the column of what the network chose; {@code null} for none
 * @param answers what the column of answers holds
 */
record OutputColumns(String input, String output, String features, String attention, AnswerColumn answers)
        implements Serializable {

    private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType, false);

    /**
     * A schema with these columns.
     *
     * @throws IllegalArgumentException when the column of images is missing or has another type, or a new one is there already
     */
    StructType added(StructType schema) {
        List<String> names = Arrays.asList(schema.fieldNames());
        if (!names.contains(input)) {
            throw new IllegalArgumentException(
                    "There is no column '" + input + "' (inputCol) of images; there are " + String.join(", ", names));
        }
        ImageColumn.requireType(input, schema.apply(input).dataType());
        StructType extended = schema;
        for (Map.Entry<String, DataType> column : types().entrySet()) {
            if (Arrays.asList(extended.fieldNames()).contains(column.getKey())) {
                throw new IllegalArgumentException(
                        "There is a column '" + column.getKey() + "' already; the new one needs another name");
            }
            extended = extended.add(column.getKey(), column.getValue(), true);
        }
        return extended;
    }

    private Map<String, DataType> types() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put(output, answers.type());
        if (features != null) {
            types.put(features, FLOATS);
        }
        if (attention != null) {
            types.put(attention, DataTypes.createMapType(DataTypes.StringType, FLOATS, false));
        }
        return types;
    }

    /** The columns' values of an answer. */
    List<Object> values(Answer answer) {
        List<Object> values = new ArrayList<>();
        values.add(answers.row(answer));
        if (features != null) {
            values.add(((Classification) answer).features().toArray(Float[]::new));
        }
        if (attention != null) {
            values.add(shares(answer));
        }
        return values;
    }

    private static Object shares(Answer answer) {
        Map<String, Object> shares = new LinkedHashMap<>();
        answer.attention().shares().forEach((unit, kernels) -> {
            Float[] boxed = new Float[kernels.length];
            Arrays.setAll(boxed, i -> kernels[i]);
            shares.put(unit, boxed);
        });
        return CollectionConverters.asScala(shares);
    }

    /** The columns' values where there is no answer. */
    List<Object> values(String error) {
        List<Object> values = new ArrayList<>();
        values.add(answers.row(error));
        while (values.size() < types().size()) {
            values.add(null);
        }
        return values;
    }
}
