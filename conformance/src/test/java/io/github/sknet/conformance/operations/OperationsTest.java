package io.github.sknet.conformance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list leaves nothing out. */
class OperationsTest {

    private final List<ReferenceCase> cases = Operations.cases().toList();

    @Test
    void everyOperationIsThere() {
        Set<Class<?>> found = cases.stream()
                .flatMap(operation -> operation.graph().nodes().stream())
                .map(Node::op)
                .map(Op::getClass)
                .collect(Collectors.toSet());
        assertEquals(Set.copyOf(Arrays.asList(Op.class.getPermittedSubclasses())), found);
    }

    @Test
    void everyNameIsGivenOnce() {
        Set<String> names = new HashSet<>();
        List<String> again = cases.stream()
                .map(ReferenceCase::name)
                .filter(name -> !names.add(name))
                .toList();
        assertEquals(List.of(), again);
    }

    @Test
    void theListIsTheSameEachTime() {
        List<String> again = Operations.cases().map(ReferenceCase::name).toList();
        assertEquals(cases.stream().map(ReferenceCase::name).toList(), again);
    }
}
