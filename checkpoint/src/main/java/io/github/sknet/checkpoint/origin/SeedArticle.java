package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Preprocessing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The seed article's repository, pppLang/SKNet. */
final class SeedArticle implements CodeBase {

    @Override
    public String name() {
        return "pppLang/SKNet, the article's";
    }

    @Override
    public List<String> models() {
        return List.of("sknet_seed");
    }

    /** {@code ToTensor} alone. */
    @Override
    public Optional<Preparation> preparation(RegisteredModel model, int channels) {
        return Optional.of(new Preparation(
                Preprocessing.exactSize(channels, model.size(), model.size())
                        .normalisedBy(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0)),
                "as the article's repository does, which divides by 255 and no more"));
    }
}
