#compdef graphbus
# zsh completion for graphbus; put it into a directory of $fpath as _graphbus, or source it.

@TABLES@
_graphbus() {
    emulate -L zsh
    local cur=${words[CURRENT]} path_=graphbus option='' place=1 i word kind
    local -a offered
    for ((i = 2; i < CURRENT; i++)); do
        word=${words[i]}
        if [[ -n $option ]]; then
            option=''
        elif [[ $word == -*=* ]]; then
            :
        elif [[ $word == -* ]]; then
            [[ -z $(_graphbus_values "$path_" "$word") ]] || option=$word
        elif [[ -n ${(M)${(f)"$(_graphbus_commands "$path_")"}:#${word}$'\t'*} ]]; then
            path_="$path_ $word"
        else
            place=$((place + 1))
        fi
    done
    if [[ -z $option && $cur == --*=* ]]; then
        option=${cur%%=*}
        compset -P '*='
    elif [[ -z $option && $cur == -* ]]; then
        _graphbus_offer option "$(_graphbus_options "$path_")"
        return
    fi
    kind=$(_graphbus_values "$path_" "${option:-$place}")
    case $kind in
        files) _files ;;
        'words '*) _graphbus_offer value "${(F)${(s: :)${kind#words }}}" ;;
        'ask '*)
            _graphbus_offer "${kind#ask }" \
                "$("${words[1]}" __complete "${kind#ask }" -- "${(@)words[1,CURRENT-1]}" 2>/dev/null)"
            ;;
        *) [[ -n $option ]] || _graphbus_offer command "$(_graphbus_commands "$path_")" ;;
    esac
}

_graphbus_offer() {
    local -a offered
    [[ -n $2 ]] || return 1
    offered=("${(@f)2}")
    offered=("${(@)offered//:/\\:}")
    offered=("${(@)offered/$'\t'/:}")
    _describe -t "$1" "$1" offered
}

if [[ ${funcstack[1]-} == _graphbus ]]; then
    _graphbus "$@"
elif (( $+functions[compdef] )); then
    compdef _graphbus graphbus
fi
