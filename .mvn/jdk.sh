# Finds a JDK of at least version 25. Sourced by mvnw and by the graphbus launcher (POSIX sh).
# graphbus_jdk sets and exports JAVA_HOME, or explains what is missing and returns 2.

graphbus_jdk_version() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

graphbus_jdk_fits() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  graphbus_jdk_found=$(graphbus_jdk_version "$1")
  [ "${graphbus_jdk_found:-0}" -ge 25 ]
}

graphbus_jdk_on_path() {
  graphbus_javac=$(command -v javac 2>/dev/null) || return 0
  graphbus_javac=$(readlink -f "$graphbus_javac" 2>/dev/null || printf %s "$graphbus_javac")
  dirname "$(dirname "$graphbus_javac")"
}

graphbus_jdk() {
  for graphbus_candidate in "${JAVA_HOME:-}" "$(graphbus_jdk_on_path)" \
    /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/jdk*; do
    if graphbus_jdk_fits "$graphbus_candidate"; then
      JAVA_HOME=$graphbus_candidate
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<END
GraphBus needs a JDK 25 or newer, and none was found.
Searched: JAVA_HOME (${JAVA_HOME:-not set}), the javac on PATH, /usr/lib/jvm, ~/.sdkman/candidates/java,
          ~/.jdks, /Library/Java/JavaVirtualMachines, /opt/jdk*
Install one, for example Eclipse Temurin 25 (https://adoptium.net) or 'sdk install java 25-tem',
or set JAVA_HOME to the directory of a JDK 25.
END
  return 2
}
