package io.github.sknet.checkpoint.pytorch;

import net.razorvine.pickle.PickleException;

/** A pickle asks for a Python function or class that state dictionaries do not need. */
final class RefusedGlobalException extends PickleException {

    RefusedGlobalException(String path) {
        super("it asks for Python's '" + path + "', which is not loaded or run here; "
                + "save only the state dictionary: torch.save(model.state_dict(), …)");
    }
}
