using Workers.Faults.Installation;
using Workers.Faults.Lines;

namespace Workers.Faults.Kinds;

/// <summary>The network between the processes and the servers.</summary>
internal static class LineFaults
{
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Becomes("the line to the broker is cut", s => s.BrokerLine, LineState.Cut, 3),
        Becomes("the line to the broker is silent", s => s.BrokerLine, LineState.Silent, 2),
        Becomes("the line to the broker is slow", s => s.BrokerLine, LineState.Slow, 2),
        Becomes("the line to the databases is cut", s => s.DatabaseLine, LineState.Cut, 3),
        Becomes("the line to the databases is silent", s => s.DatabaseLine, LineState.Silent, 2),
        Becomes("the line to the databases is slow", s => s.DatabaseLine, LineState.Slow, 2),
        Ends("connections to the broker break", s => s.BrokerLine),
        Ends("connections to the databases break", s => s.DatabaseLine),
    ];

    private static FaultKind Ends(string name, Func<FaultySystem, FaultyLine> line) =>
        new(name, FaultLane.Servers, 4, (system, _, _) =>
        {
            line(system).CutAll();
            return Task.CompletedTask;
        });

    private static FaultKind Becomes(string name, Func<FaultySystem, FaultyLine> line, LineState state, int weight) =>
        new(name, FaultLane.Servers, weight, async (system, random, cancel) =>
        {
            line(system).Become(state);
            try
            {
                await Task.Delay(Pauses.Draw(random, 0.5, 5), cancel);
            }
            finally
            {
                line(system).Become(LineState.Open);
            }
        });
}
