namespace Workers.Cli.Completion;

/// <summary>Completion for fish, with what commands and options are for.</summary>
public static class FishCompletion
{
    public static string Script(IReadOnlyList<CompletionWords> places)
    {
        var inner = string.Join(' ', places.Skip(1).Select(place => Quote(place.Place)));
        var lines = places.SelectMany(place => place.Words.Select(word => Line(place.Place, word)));
        return $$"""
            function __workers_place
                set -l place workers
                for word in (commandline -opc)[2..]
                    if contains -- "$place $word" {{inner}}
                        set place "$place $word"
                    end
                end
                test "$place" = "$argv[1]"
            end
            {{string.Join('\n', lines)}}

            """;
    }

    private static string Line(string place, CompletionWord word)
    {
        var what = word.Text.StartsWith("--", StringComparison.Ordinal)
            ? $"-l {word.Text[2..]}"
            : $"-a {word.Text}";
        return $"complete -c workers -n {Quote($"__workers_place '{place}'")} {what} -d {Quote(word.Description)}";
    }

    private static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
