using System.Text;
using MassTransit.SagaStateMachine;

namespace Workers.Coordinator.Tests;

/// <summary>A state machine's graph as a Mermaid state diagram.</summary>
internal static class MermaidDiagram
{
    /// <summary>States, and the events that lead from one to another.</summary>
    public static string Draw(StateMachineGraph graph)
    {
        var states = graph.Vertices
            .Where(x => x.VertexType == typeof(MassTransit.State))
            .Select(x => x.Title)
            .ToHashSet();
        var into = graph.Edges.Where(x => states.Contains(x.From.Title));
        var outOf = graph.Edges.Where(x => states.Contains(x.To.Title));
        var transitions = into.Join(
            outOf,
            x => x.To.Title,
            x => x.From.Title,
            (x, y) => new Transition(From: x.From.Title, To: y.To.Title, Event: x.To.Title));

        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var (from, to, by) in transitions.Where(x => (x.From, x.To) is not ("Initial", "Final")))
            text.Append($"    {Name(from)} --> {Name(to)}: {by}\n");
        return text.ToString();
    }

    private static string Name(string state) => state is "Initial" or "Final" ? "[*]" : state;

    private sealed record Transition(string From, string To, string Event);
}
