package io.graphbus.gate;

/** What happens to a payload that its subscriber does not read, neither as it is nor migrated. */
public enum ContractValidation {
    /** Nothing is looked at; payloads are migrated where a handler declares a range of versions. */
    OFF,
    /** It is handed over all the same, counted, and logged once for each kind. */
    WARN,
    /** The delivery fails for good, without another attempt. */
    ENFORCE
}
