# bash completion for graphbus; load it with: source <(graphbus completion bash)

@TABLES@
_graphbus() {
    local cur=${COMP_WORDS[COMP_CWORD]} path=graphbus option='' place=1 glued='' i word kind
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == [=:] ]]; then
            glued=yes
        elif [[ $glued ]]; then
            glued='' option=''
        elif [[ $option ]]; then
            option=''
        elif [[ $word == -* ]]; then
            [[ -z $(_graphbus_values "$path" "$word") ]] || option=$word
        elif _graphbus_commands "$path" | grep -qxF -- "$word"; then
            path="$path $word"
        else
            place=$((place + 1))
        fi
    done
    [[ $cur != [=:] ]] || cur=''
    if [[ -z $option && $cur == -* ]]; then
        _graphbus_offer "$(_graphbus_options "$path")" "$cur"
        return
    fi
    kind=$(_graphbus_values "$path" "${option:-$place}")
    case $kind in
        files)
            compopt -o filenames 2>/dev/null
            local IFS=$'\n'
            COMPREPLY=($(compgen -f -- "$cur"))
            ;;
        'words '*) _graphbus_offer "${kind#words }" "$cur" ;;
        'ask '*)
            _graphbus_offer \
                "$("${COMP_WORDS[0]}" __complete "${kind#ask }" -- "${COMP_WORDS[@]:0:COMP_CWORD}" 2>/dev/null)" "$cur"
            ;;
        *) [[ $option ]] || _graphbus_offer "$(_graphbus_commands "$path")" "$cur" ;;
    esac
}

_graphbus_offer() {
    local words=$1 IFS=$' \t\n'
    COMPREPLY=($(compgen -W "$words" -- "$2"))
}

complete -F _graphbus graphbus
