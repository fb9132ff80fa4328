package io.github.sknet.checkpoint;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.origin.CodeBase;
import io.github.sknet.checkpoint.origin.CodeBases;
import io.github.sknet.checkpoint.origin.SkAttentionBlocks;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.text.Listing;
import io.github.sknet.graph.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells which registered network a checkpoint's tensors are of, and from which code base they come, by their names and shapes.
 *
 * @param architecture the network, with as many classes and channels as the tensors have
 * @param codeBase where they come from; empty where no code base is known for the network
 * @param checkpoint the tensors under this project's names
 * @param mismatches how many tensors keep them from fitting, the head's not counted
 */
record Recognition(Architecture architecture, Optional<CodeBase> codeBase, Checkpoint checkpoint, int mismatches) {

    private static final int LISTED = 8;

    /** Beyond this share of a network's tensors it is another network. */
    private static final double NEAR = 0.25;

    /**
     * The network whose tensors they are.
     *
     * @param file what messages name
     * @throws WeightsException saying what comes nearest, when it is none that is registered
     */
    static Recognition find(Checkpoint checkpoint, String file) throws WeightsException {
        List<Recognition> tried = new ArrayList<>();
        for (Candidate candidate : candidates(name -> true)) {
            Optional<Recognition> recognised = candidate.hold(checkpoint);
            if (recognised.isPresent() && recognised.get().mismatches == 0) {
                return recognised.get().withTwinsNoted();
            }
            recognised.ifPresent(tried::add);
        }
        throw new WeightsException(file + " is of no network that is known here: " + nearest(tried, checkpoint));
    }

    /** What the tensors are as the given network's: where they do not fit, the code base that comes nearest. */
    static Recognition as(Architecture network, Checkpoint checkpoint) {
        Recognition best = null;
        for (Candidate candidate : candidates(network.model()::equals)) {
            Optional<Recognition> recognised = new Candidate(network, candidate.codeBase).hold(checkpoint);
            if (recognised.isPresent() && (best == null || recognised.get().mismatches < best.mismatches)) {
                best = recognised.get();
            }
        }
        return best;
    }

    /** A network, and a code base that has it. */
    private record Candidate(Architecture network, Optional<CodeBase> codeBase) {

        /** The tensors as they are, without what all names begin with, or those below a prefix, whichever fits best. */
        Optional<Recognition> hold(Checkpoint checkpoint) {
            Optional<Recognition> best = holdAsItIs(checkpoint);
            Checkpoint stripped = Prefixes.strip(checkpoint, Prefixes.ALL);
            if (stripped != checkpoint) {
                best = better(best, holdAsItIs(stripped));
            }
            for (Checkpoint part : Prefixes.parts(checkpoint)) {
                // A part that does not fit entirely would hide the tensors that are in the way.
                best = better(best, holdAsItIs(part).filter(recognition -> recognition.mismatches == 0));
            }
            return best;
        }

        private static Optional<Recognition> better(Optional<Recognition> first, Optional<Recognition> second) {
            boolean isBetter =
                    second.isPresent() && (first.isEmpty() || second.get().mismatches < first.get().mismatches);
            return isBetter ? second : first;
        }

        private Optional<Recognition> holdAsItIs(Checkpoint checkpoint) {
            Optional<Checkpoint> translated =
                    codeBase.isPresent() ? codeBase.get().translate(checkpoint) : Optional.of(checkpoint);
            return translated.map(ours -> {
                Set<String> wanted = network.build().parameters().keySet();
                Set<String> names = ours.weights().tensors().keySet();
                int shared = (int) names.stream().filter(wanted::contains).count();
                // Then it is another network, and need not be looked at closer.
                if (2 * shared < names.size()) {
                    return new Recognition(network, codeBase, ours, names.size() + wanted.size() - 2 * shared);
                }
                Architecture sized = MadeFor.sized(network, ours.weights());
                return new Recognition(
                        sized, codeBase, ours, new NetworkFit(sized).mismatchesBeforeHead(ours.weights()));
            });
        }
    }

    /** Those of the code bases, then all that is registered: what this project saved has its own names. */
    private static List<Candidate> candidates(Predicate<String> wanted) {
        List<Candidate> candidates = new ArrayList<>();
        for (CodeBase codeBase : CodeBases.all()) {
            for (String name : codeBase.models()) {
                if (wanted.test(name)) {
                    candidates.add(new Candidate(Models.named(name).defaults(), Optional.of(codeBase)));
                }
            }
        }
        for (RegisteredModel model : Models.all()) {
            if (wanted.test(model.name())) {
                candidates.add(new Candidate(model.defaults(), Optional.empty()));
            }
        }
        return candidates;
    }

    /** Other networks with the very same parameters, as the paper's SKNet-50 and timm's: the tensors can't tell them apart. */
    private Recognition withTwinsNoted() {
        // A code base with names of its own has told which of them it is.
        if (codeBase.isPresent() && codeBase.get().translate(checkpoint).isEmpty()) {
            return this;
        }
        var parameters = architecture.build().parameters();
        String twins = Models.all().stream()
                .filter(model -> !model.name().equals(architecture.model()))
                .filter(model -> model.task().equals(architecture.task()))
                .filter(model -> Architecture.of(model.name(), architecture.classes(), architecture.channels())
                        .build()
                        .parameters()
                        .keySet()
                        .equals(parameters.keySet()))
                .filter(model ->
                        new NetworkFit(Architecture.of(model.name(), architecture.classes(), architecture.channels()))
                                        .mismatchesBeforeHead(checkpoint.weights())
                                == 0)
                .map(RegisteredModel::name)
                .collect(Collectors.joining(", "));
        return twins.isEmpty()
                ? this
                : new Recognition(
                        architecture,
                        codeBase,
                        checkpoint.with(
                                checkpoint.weights(),
                                "the same tensors are those of " + twins + ", which --model names"),
                        mismatches);
    }

    private static String nearest(List<Recognition> tried, Checkpoint checkpoint) {
        Optional<String> blocks =
                SkAttentionBlocks.describe(checkpoint.weights().tensors());
        if (blocks.isPresent()) {
            return blocks.get();
        }
        Recognition best = null;
        for (Recognition recognition : tried) {
            if (best == null || recognition.mismatches < best.mismatches) {
                best = recognition;
            }
        }
        NetworkFit fit = new NetworkFit(best.architecture);
        if (best.mismatches > NEAR * fit.parameters()) {
            List<String> names = List.copyOf(checkpoint.weights().tensors().keySet());
            return "its " + names.size() + " tensors begin with "
                    + String.join(", ", names.subList(0, Math.min(3, names.size())))
                    + "; a network of your own is written down in Java (docs/own-network.md)";
        }
        List<String> mismatches = best.checkpoint.weights().mismatches(best.architecture.build());
        return best.architecture.model() + " comes nearest, but for " + Listing.clauses(mismatches, LISTED);
    }
}
