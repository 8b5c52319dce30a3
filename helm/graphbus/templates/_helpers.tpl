{{- define "graphbus.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "graphbus.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "graphbus.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "graphbus.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "graphbus.selectorLabels" -}}
app.kubernetes.io/name: {{ include "graphbus.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "graphbus.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "graphbus.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "graphbus.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "graphbus.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "graphbus.secretName" -}}
{{- default (include "graphbus.fullname" .) .Values.auth.existingSecret -}}
{{- end -}}

{{/* The given token, or one made for this rendering: the same in Secret and checksum. */}}
{{- define "graphbus.adminToken" -}}
{{- if not .Values.auth.adminToken -}}
{{- $_ := set .Values.auth "adminToken" (randAlphaNum 40) -}}
{{- $_ := set .Values.auth "madeToken" true -}}
{{- end -}}
{{- .Values.auth.adminToken -}}
{{- end -}}

{{- define "graphbus.viewerToken" -}}
{{- if not .Values.auth.viewerToken -}}
{{- $_ := set .Values.auth "viewerToken" (randAlphaNum 40) -}}
{{- end -}}
{{- .Values.auth.viewerToken -}}
{{- end -}}

{{- define "graphbus.dataClaim" -}}
{{- default (printf "%s-data" (include "graphbus.fullname" .)) .Values.persistence.existingClaim -}}
{{- end -}}

{{/* The names of the Service, and those of the values. */}}
{{- define "graphbus.allowedHosts" -}}
{{- $service := include "graphbus.fullname" . -}}
{{- $namespaced := printf "%s.%s" $service .Release.Namespace -}}
{{- $names := list $service $namespaced (printf "%s.svc" $namespaced) (printf "%s.svc.%s" $namespaced .Values.clusterDomain) -}}
{{- concat $names .Values.graphbus.allowedHosts | uniq | join "," -}}
{{- end -}}

{{- define "graphbus.image" -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}

{{/* The port in jdbc:postgresql://host:port/database, 5432 when it names none. */}}
{{- define "graphbus.databasePort" -}}
{{- $found := regexFind "^jdbc:postgresql://[^/:]+:[0-9]+" .Values.database.postgresql.url -}}
{{- if $found -}}{{ regexFind "[0-9]+$" $found }}{{- else -}}5432{{- end -}}
{{- end -}}

{{/* What would start and then lose data or never become ready is refused here. */}}
{{- define "graphbus.refusals" -}}
{{- if gt (int .Values.replicaCount) 1 -}}
{{- fail (printf "replicaCount is %d: GraphBus runs as one server until it can share its work between instances. Set replicaCount to 1." (int .Values.replicaCount)) -}}
{{- end -}}
{{- if and (eq .Values.database.type "h2") (not .Values.persistence.enabled) -}}
{{- fail "database.type is h2 and persistence.enabled is false: every restart would lose builds, contracts and state. Set persistence.enabled to true, or database.type to postgresql." -}}
{{- end -}}
{{- if eq .Values.database.type "postgresql" -}}
{{- if not .Values.database.postgresql.url -}}
{{- fail "database.type is postgresql and database.postgresql.url is empty. Set it, for example to jdbc:postgresql://postgres:5432/graphbus." -}}
{{- end -}}
{{- if not .Values.database.postgresql.existingSecret -}}
{{- fail "database.type is postgresql and database.postgresql.existingSecret is empty. Name a Secret with the user and the password." -}}
{{- end -}}
{{- end -}}
{{- if and .Values.auth.existingSecret .Values.auth.adminToken -}}
{{- fail "auth.existingSecret and auth.adminToken are both set. Keep one." -}}
{{- end -}}
{{- if and .Values.auth.existingSecret .Values.auth.viewerToken -}}
{{- fail "auth.existingSecret and auth.viewerToken are both set. Keep one." -}}
{{- end -}}
{{- with .Values.graphbus.artifacts -}}
{{- if and .configMap.name .existingClaim -}}
{{- fail "graphbus.artifacts.configMap.name and graphbus.artifacts.existingClaim are both set. Keep one." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The directory the server reads agents from; empty when it starts without any. */}}
{{- define "graphbus.artifactsPath" -}}
{{- if or .Values.graphbus.artifacts.configMap.name .Values.graphbus.artifacts.existingClaim -}}
{{- default "/artifacts" .Values.graphbus.artifacts.path -}}
{{- else -}}
{{- .Values.graphbus.artifacts.path -}}
{{- end -}}
{{- end -}}
