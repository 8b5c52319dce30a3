# fish completion for graphbus; load it with: graphbus completion fish | source

@TABLES@
function __graphbus_complete
    set -l typed (commandline -opc)
    set -l cur (commandline -ct)
    set -l path graphbus
    set -l option ''
    set -l place 1
    for word in $typed[2..-1]
        if test -n "$option"
            set option ''
        else if string match -q -- '-*=*' $word
            continue
        else if string match -q -- '-*' $word
            test -z "$(__graphbus_values $path $word)"; or set option $word
        else if contains -- $word (__graphbus_commands "$path" | string split -f 1 \t)
            set path "$path $word"
        else
            set place (math $place + 1)
        end
    end
    set -l before ''
    if test -z "$option"; and string match -q -- '--*=*' $cur
        set option (string split -m 1 -f 1 = -- $cur)
        set before "$option="
        set cur (string split -m 1 -f 2 = -- $cur)
    else if test -z "$option"; and string match -q -- '-*' $cur
        __graphbus_options "$path"
        return
    end
    set -l at $option
    test -n "$at"; or set at $place
    set -l kind (__graphbus_values "$path" $at)
    switch "$kind"
        case files
            printf "$before%s\n" (__fish_complete_path "$cur")
        case 'words *'
            printf "$before%s\n" (string split ' ' -- $kind)[2..-1]
        case 'ask *'
            printf "$before%s\n" ($typed[1] __complete (string sub -s 5 -- $kind) -- $typed 2>/dev/null)
        case '*'
            test -n "$option"; or __graphbus_commands "$path"
    end
end

complete -c graphbus -f -a '(__graphbus_complete)'
