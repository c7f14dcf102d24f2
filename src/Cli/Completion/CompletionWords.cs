using Workers.Cli.CommandLine;

namespace Workers.Cli.Completion;

/// <summary>What may come after the words that begin a command line.</summary>
/// <param name="Place">The command so far: <c>workers</c>, <c>workers hazard</c>, <c>workers hazard add</c>.</param>
/// <param name="Words">Commands or options, with what they are for.</param>
public sealed record CompletionWords(string Place, IReadOnlyList<CompletionWord> Words)
{
    private const string Root = "workers";

    /// <summary>For every place of a command line.</summary>
    public static IReadOnlyList<CompletionWords> Of(IReadOnlyList<CommandDescription> commands)
    {
        var places = new Dictionary<string, List<CompletionWord>>();
        foreach (var command in commands)
        {
            var names = command.Name.Split(' ');
            for (var depth = 0; depth < names.Length; depth++)
            {
                var isLast = depth == names.Length - 1;
                Add(PlaceOf(names.Take(depth)), new(names[depth], isLast ? command.Description : ""));
            }
            foreach (var option in command.Options)
                Add(PlaceOf(names), new(option.Name, option.Description));
        }
        return [.. places.Select(place => new CompletionWords(place.Key, place.Value))];

        void Add(string place, CompletionWord word)
        {
            if (!places.TryGetValue(place, out var words)) places.Add(place, words = []);
            if (words.TrueForAll(there => there.Text != word.Text)) words.Add(word);
        }
    }

    private static string PlaceOf(IEnumerable<string> names) => string.Join(' ', names.Prepend(Root));
}

/// <summary>A command or an option.</summary>
public sealed record CompletionWord(string Text, string Description);
