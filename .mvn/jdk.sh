# Finds a JDK of at least version 25. Sourced by mvnw and by the graphbus launcher (POSIX sh).
# graphbus_jdk sets and exports JAVA_HOME, or explains what is missing and returns 2.
# Starts no process when JAVA_HOME fits: this is part of every start of graphbus.

# Sets graphbus_version to the value of a name in the release file of a JDK.
graphbus_jdk_release() {
  graphbus_version=
  while IFS='=' read -r graphbus_name graphbus_value; do
    if [ "$graphbus_name" = "$2" ]; then
      graphbus_version=${graphbus_value#\"}
      graphbus_version=${graphbus_version%\"}
      break
    fi
  done 2>/dev/null <"$1/release"
}

# True for a JDK that is new enough; what is not is remembered for the message.
graphbus_jdk_fits() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  graphbus_jdk_release "$1" JAVA_VERSION
  case ${graphbus_version%%[!0-9]*} in
    '') return 1 ;;
    ? | 1? | 2[0-4]) graphbus_why=$graphbus_version ;;
    *)
      [ ! -x "$1/bin/javac" ] || return 0
      graphbus_why="$graphbus_version, but a JRE: there is no javac"
      ;;
  esac
  graphbus_seen="$graphbus_seen
          $1 ($graphbus_why)"
  return 1
}

graphbus_jdk_on_path() {
  graphbus_javac=$(command -v javac 2>/dev/null) || return 0
  graphbus_javac=$(readlink -f "$graphbus_javac" 2>/dev/null || printf %s "$graphbus_javac")
  dirname "$(dirname "$graphbus_javac")"
}

# macOS has a javac on PATH that is none, and knows better where its JDKs are.
graphbus_jdk_of_macos() {
  [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 25+ 2>/dev/null || :
}

graphbus_jdk() {
  graphbus_seen=
  if [ -n "${GRAPHBUS_JAVA_HOME:-}" ]; then
    if graphbus_jdk_fits "$GRAPHBUS_JAVA_HOME"; then
      JAVA_HOME=$GRAPHBUS_JAVA_HOME
      export JAVA_HOME
      return 0
    fi
    [ -n "$graphbus_seen" ] || graphbus_seen="
          $GRAPHBUS_JAVA_HOME (no JDK)"
    cat >&2 <<END
GraphBus needs a JDK 25 or newer, and GRAPHBUS_JAVA_HOME names something else:$graphbus_seen
Set it to the directory of a JDK 25, or unset it and let GraphBus look for one.
END
    return 2
  fi
  if graphbus_jdk_fits "${JAVA_HOME:-}"; then
    export JAVA_HOME
    return 0
  fi
  for graphbus_candidate in "$(graphbus_jdk_on_path)" \
    /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    "$(graphbus_jdk_of_macos)" /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /opt/jdk*; do
    if graphbus_jdk_fits "$graphbus_candidate"; then
      JAVA_HOME=$graphbus_candidate
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<END
GraphBus needs a JDK 25 or newer, and none was found.
Found:    ${graphbus_seen:-no Java at all}
Searched: GRAPHBUS_JAVA_HOME (not set), JAVA_HOME (${JAVA_HOME:-not set}), the javac on PATH, /usr/lib/jvm,
          ~/.sdkman/candidates/java, ~/.jdks, /Library/Java/JavaVirtualMachines, /opt
Install one, for example Eclipse Temurin 25 (https://adoptium.net) or 'sdk install java 25-tem',
or set JAVA_HOME to the directory of a JDK 25.
END
  return 2
}
