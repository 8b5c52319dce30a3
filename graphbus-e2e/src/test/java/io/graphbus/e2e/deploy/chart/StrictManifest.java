package io.graphbus.e2e.deploy.chart;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.graphbus.e2e.deploy.Document;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What an API server would refuse: unknown and missing fields at any depth by the generated models'
 * own validation, wrong scalar types by reading the document into the model.
 */
final class StrictManifest {

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "apps/v1 Deployment",
                    new Kind(V1Deployment.class, V1Deployment::validateJsonElement),
                    "v1 Service",
                    new Kind(V1Service.class, V1Service::validateJsonElement),
                    "v1 ConfigMap",
                    new Kind(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
                    "v1 Secret",
                    new Kind(V1Secret.class, V1Secret::validateJsonElement),
                    "v1 ServiceAccount",
                    new Kind(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement),
                    "v1 PersistentVolumeClaim",
                    new Kind(
                            V1PersistentVolumeClaim.class,
                            V1PersistentVolumeClaim::validateJsonElement),
                    "policy/v1 PodDisruptionBudget",
                    new Kind(
                            V1PodDisruptionBudget.class,
                            V1PodDisruptionBudget::validateJsonElement),
                    "networking.k8s.io/v1 NetworkPolicy",
                    new Kind(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement));

    private StrictManifest() {}

    static boolean knows(Document manifest) {
        return KINDS.containsKey(key(manifest));
    }

    /**
     * Throws an exception naming the field when the manifest is not one the API server would take.
     */
    static void check(Document manifest) {
        Kind kind = KINDS.get(key(manifest));
        if (kind == null) {
            throw new IllegalArgumentException("no model for " + key(manifest));
        }
        JsonElement json = new Gson().toJsonTree(manifest.content());
        try {
            kind.validation().check(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JSON.deserialize(json.toString(), kind.type());
    }

    private static String key(Document manifest) {
        return manifest.at("apiVersion").text() + " " + manifest.at("kind").text();
    }

    private record Kind(Class<?> type, Validation validation) {}

    private interface Validation {
        void check(JsonElement json) throws IOException;
    }
}
