using Spectre.Console;
using Workers.Operations.Status;

namespace Workers.Cli.Printing;

/// <summary>Queues and databases as tables.</summary>
public static class StatusPrinter
{
    public static void Print(IAnsiConsole console, SystemStatus status)
    {
        if (status.Broker is null) console.Write(Table(status.Queues));
        else console.MarkupLineInterpolated($"[red]RabbitMQ: {status.Broker}[/]");
        console.Write(Table(status.Databases));
    }

    private static Table Table(IEnumerable<QueueStatus> queues)
    {
        var table = new Table().RoundedBorder().AddColumns("queue", "messages", "consumers");
        foreach (var queue in queues) table.AddRow(queue.Name, $"{queue.Messages}", $"{queue.Consumers}");
        return table;
    }

    private static Table Table(IEnumerable<DatabaseStatus> databases)
    {
        var table = new Table().RoundedBorder().AddColumns("database", "size");
        foreach (var database in databases)
        {
            var size = database.Bytes is { } bytes ? $"{bytes / 1e6:0.0} MB" : "[red]does not answer[/]";
            table.AddRow(database.Name, size);
        }
        return table;
    }
}
