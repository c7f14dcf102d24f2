namespace Workers.Cli.Completion;

/// <summary>Completion for zsh; what is neither command nor option is completed as a file.</summary>
public static class ZshCompletion
{
    public static string Script(IReadOnlyList<CompletionWords> places)
    {
        var inner = string.Join('|', places.Skip(1).Select(place => $"'{place.Place}'"));
        var cases = places.Select(place =>
            $"        '{place.Place}') words_here=({string.Join(' ', place.Words.Select(word => word.Text))}) ;;");
        return $$"""
            #compdef workers
            _workers() {
                local place=workers word
                local -a words_here
                for word in "${(@)words[2,CURRENT-1]}"; do
                    case "$place $word" in ({{inner}}) place="$place $word" ;; esac
                done
                case "$place" in
            {{string.Join('\n', cases)}}
                esac
                compadd -- $words_here
                _files
            }
            compdef _workers workers

            """;
    }
}
