#!/bin/bash
# Asks the server in this container whether it is ready. bash alone, because the image has no curl to keep patched.
path=/actuator/health/readiness
exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:-8080}" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3
read -r -t 2 _ status _ <&3 || exit 1
[ "$status" = 200 ]
