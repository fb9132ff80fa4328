package io.github.sknet.app;

/** Is told how far a long piece of work is. */
@FunctionalInterface
public interface Progress {

    /** Nobody wants to know. */
    Progress NONE = (done, total) -> {};

    /**
     * So much is done.
     *
     * @param done of {@code total}
     * @param total how much there is to do
     */
    void to(int done, int total);
}
