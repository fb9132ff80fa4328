package io.github.sknet.checkpoint.pytorch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object that a pickle describes and that is not built: its class's name, and what the pickle puts into it. Training scripts
 * save many such things beside the weights, arguments, schedulers, figures.
 */
final class PythonObject {

    private final String type;
    private final Map<Object, Object> items = new LinkedHashMap<>();
    private Object state;

    PythonObject(String type) {
        this.type = type;
    }

    /** Module and name of its class, or of the function that would make it. */
    String type() {
        return type;
    }

    /** Its entries, where its class is a dictionary. */
    Map<Object, Object> items() {
        return items;
    }

    void setState(Object state) {
        this.state = state;
    }

    /** Its attributes by name; empty where the pickle gives none. */
    Map<?, ?> attributes() {
        Object attributes = state instanceof Object[] both && both.length > 0 ? both[0] : state;
        return attributes instanceof Map<?, ?> map ? map : Map.of();
    }

    @Override
    public String toString() {
        return type;
    }
}
