package io.github.sknet.train;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Records of numbers, texts, constants, lists and other such records as the maps that JSON is made of: a component's name and
 * its value. Constants are read in any case of letters. A record's package is exported or opened by its module.
 */
public final class Records {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final Map<Class<?>, String> KINDS = Map.of(
            int.class, "a whole number",
            long.class, "a whole number",
            double.class, "a number",
            Double.class, "a number",
            boolean.class, "true or false",
            String.class, "a text");

    private Records() {}

    /** A record's components by name. */
    public static Map<String, Object> toMap(Record record) {
        return MAPPER.convertValue(record, new TypeReference<>() {});
    }

    /**
     * Reads {@link #toMap}'s form.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public static <T extends Record> T of(Class<T> type, Map<String, Object> components) {
        try {
            return MAPPER.convertValue(components, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(problem(e), e);
        }
    }

    /** What the record itself refuses is a sentence already. */
    private static String problem(IllegalArgumentException wrapped) {
        if (wrapped.getCause() instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            String path = mismatch.getPath().stream()
                    .map(Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            return "'" + path + "' must be " + kind(mismatch.getTargetType());
        }
        Throwable deepest = wrapped;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : KINDS.getOrDefault(type, "an object");
    }
}
