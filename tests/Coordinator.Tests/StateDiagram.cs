using System.Text;
using MassTransit.SagaStateMachine;

namespace Workers.Coordinator.Tests;

/// <summary>A state machine's graph as a Mermaid state diagram: states, and the events that lead from one to another.</summary>
internal static class StateDiagram
{
    public static string Mermaid(StateMachineGraph graph)
    {
        var states = graph.Vertices.Where(x => x.VertexType == typeof(MassTransit.State)).Select(x => x.Title).ToHashSet();
        var into = graph.Edges.Where(x => states.Contains(x.From.Title)).Select(x => (State: x.From.Title, Event: x.To.Title));
        var outOf = graph.Edges.Where(x => states.Contains(x.To.Title)).Select(x => (Event: x.From.Title, State: x.To.Title));
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var (from, to, by) in into.Join(outOf, x => x.Event, x => x.Event, (x, y) => (From: x.State, To: y.State, By: x.Event))
            .Where(x => (x.From, x.To) is not ("Initial", "Final")))
            text.Append("    ").Append(Name(from)).Append(" --> ").Append(Name(to)).Append(": ").Append(by).Append('\n');
        return text.ToString();
    }

    private static string Name(string state) => state is "Initial" or "Final" ? "[*]" : state;
}
