package io.github.sknet.cli;

import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.vision.Setting;
import io.github.sknet.vision.VisionTask;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that tasks bring along: what can be set for a model or for data of one task is an option of the commands that
 * load them, and a task that is registered later has its options too.
 */
final class SettingOptions {

    private SettingOptions() {}

    /** Adds what can be set for models. */
    static final class OfModels implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec command) {
            return add(command, "models", VisionTask.all(), VisionTask::id, VisionTask::settings);
        }
    }

    /** Adds what can be set for data. */
    static final class OfData implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec command) {
            return add(command, "data", DatasetTask.all(), DatasetTask::id, DatasetTask::settings);
        }
    }

    /** Adds both. */
    static final class OfModelsAndData implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec command) {
            return new OfData().transform(new OfModels().transform(command));
        }
    }

    private static <T> CommandSpec add(
            CommandSpec command,
            String kind,
            List<T> tasks,
            Function<T, String> id,
            Function<T, List<Setting>> settings) {
        Map<Setting, Set<String>> owners = new LinkedHashMap<>();
        tasks.forEach(task -> settings.apply(task)
                .forEach(setting -> owners.computeIfAbsent(setting, each -> new LinkedHashSet<>())
                        .add(id.apply(task))));
        owners.forEach((setting, ids) -> {
            String description = "For " + kind + " to " + String.join(" or ", ids) + ": " + setting.meaning() + ".";
            command.addOption(option(setting, setting.name(), description, false));
            setting.formerNames()
                    .forEach(former -> command.addOption(
                            option(setting, former, "The former name of --" + setting.name() + ".", true)));
        });
        return command;
    }

    private static OptionSpec option(Setting setting, String name, String description, boolean hidden) {
        OptionSpec.Builder option =
                OptionSpec.builder("--" + name).description(description).hidden(hidden);
        return setting.isFlag()
                ? option.arity("0").type(Boolean.class).build()
                : option.arity("1")
                        .type(String.class)
                        .paramLabel(setting.value())
                        .build();
    }

    /** What was given of the settings of models, of whatever task: the model refuses what is another task's. */
    static Map<String, String> ofModels(CommandSpec command) {
        return given(command, VisionTask.all().stream().flatMap(task -> task.settings().stream()));
    }

    /** What was given of the settings of data, of whatever task: the data refuses what is for another task. */
    static Map<String, String> ofData(CommandSpec command) {
        return given(command, DatasetTask.all().stream().flatMap(task -> task.settings().stream()));
    }

    /** The options of data that were given, whatever task they are for. */
    static List<String> givenOfData(CommandSpec command) {
        ParseResult parsed = command.commandLine().getParseResult();
        return DatasetTask.all().stream()
                .flatMap(task -> task.settings().stream())
                .flatMap(SettingOptions::names)
                .map(name -> "--" + name)
                .filter(parsed::hasMatchedOption)
                .distinct()
                .toList();
    }

    private static Map<String, String> given(CommandSpec command, Stream<Setting> settings) {
        ParseResult parsed = command.commandLine().getParseResult();
        Map<String, String> given = new LinkedHashMap<>();
        settings.forEach(setting -> names(setting)
                .filter(name -> parsed.hasMatchedOption("--" + name))
                .forEach(name -> given.put(
                        setting.name(), String.valueOf(parsed.<Object>matchedOptionValue("--" + name, null)))));
        return given;
    }

    private static Stream<String> names(Setting setting) {
        return Stream.concat(Stream.of(setting.name()), setting.formerNames().stream());
    }
}
