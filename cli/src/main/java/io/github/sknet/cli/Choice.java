package io.github.sknet.cli;

import io.github.sknet.graph.text.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * One of a few words, as a user writes it. Messages list the words as the help does, in lower case.
 *
 * @param type whose constants they are
 */
record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {

    /** Has a command and those below it read all such options so. */
    static void register(CommandLine command) {
        for (ArgSpec argument : command.getCommandSpec().args()) {
            if (argument.type().isEnum()) {
                register(command, argument.type().asSubclass(Enum.class));
            }
        }
        command.getSubcommands().values().forEach(Choice::register);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void register(CommandLine command, Class<? extends Enum> type) {
        command.registerConverter((Class) type, new Choice(type));
    }

    @Override
    public E convert(String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("it is one of " + String.join(", ", words()) + ", not '"
                        + text + "'" + Suggestion.after(text, words())));
    }

    private List<String> words() {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
