package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Program;

/** A rewriting of a program that computes the same with less, or with what suits the machine better. */
@FunctionalInterface
interface Pass {

    Program apply(Program program);
}
