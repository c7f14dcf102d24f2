namespace Workers.Cli.Completion;

/// <summary>Completion for bash; what is neither command nor option is completed as a file.</summary>
public static class BashCompletion
{
    public static string Script(IReadOnlyList<CompletionWords> places)
    {
        var inner = string.Join('|', places.Skip(1).Select(place => $"\"{place.Place}\""));
        var cases = places.Select(place =>
            $"        \"{place.Place}\") words=\"{string.Join(' ', place.Words.Select(word => word.Text))}\" ;;");
        return $$"""
            _workers() {
                local current=${COMP_WORDS[COMP_CWORD]} place=workers words= word
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case "$place $word" in {{inner}}) place="$place $word" ;; esac
                done
                case "$place" in
            {{string.Join('\n', cases)}}
                esac
                COMPREPLY=($(compgen -W "$words" -- "$current"))
                [[ ${#COMPREPLY[@]} -gt 0 || $current == -* ]] || COMPREPLY=($(compgen -f -- "$current"))
            }
            complete -o filenames -F _workers workers

            """;
    }
}
