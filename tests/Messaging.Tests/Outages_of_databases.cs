using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Contracts;
using Workers.Messaging.Outages;
using Workers.Messaging.Topology;
using Workers.Support;

namespace Workers.Messaging.Tests;

/// <summary>An outage is no fault of the messages that come while it lasts.</summary>
public sealed class Outages_of_databases
{
    private const string Errors = "run-risk-calc_error";

    private static RunRiskCalc Command() => new() { JobId = Guid.NewGuid(), Attempt = 1, ImportId = Guid.NewGuid() };

    [SkippableFact]
    public async Task Messages_that_come_while_the_database_is_away_are_done_when_it_is_back()
    {
        await using var worker = await Worker.StartAsync(processes: 0);
        var server = new NpgsqlConnectionStringBuilder(worker.Engine);
        await using var line = new TcpProxy(server.Host!, server.Port);
        server.Host = "127.0.0.1";
        server.Port = line.Port;
        var services = await worker.AddProcessAsync(worker.Broker, server.ConnectionString);
        var outage = services.GetRequiredService<Outage>();
        Assert.Null(outage.Now);

        line.Cut();
        var commands = Enumerable.Range(0, 12).Select(_ => Command()).ToList();
        foreach (var command in commands)
            await worker.RunAsync(command);
        await Eventually.TrueAsync(() => outage.Now is not null, "the outage is not seen");
        Assert.StartsWith("engine: ", outage.Now!.Reason, StringComparison.Ordinal);
        line.Mend();

        foreach (var command in commands)
            await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.JobId == command.JobId);
        await Eventually.TrueAsync(() => outage.Now is null, "the outage does not end");
        Assert.Empty(worker.Heard.All<Fault<RunRiskCalc>>());
        Assert.Equal(0u, await Queue.DepthAsync(worker.Broker, Errors));
        Assert.Equal(0u, await Queue.DepthAsync(worker.Broker, Queues.DeadLetters));
    }

    [SkippableFact]
    public async Task However_often_a_message_meets_the_outage_nothing_is_counted_or_told()
    {
        await using var worker = await Worker.StartAsync();
        // More often than a fault of its own would be tried, and as an exception of an exception.
        worker.Script.Work = (_, _) => worker.Script.Runs > 8
            ? Task.CompletedTask
            : throw new InvalidOperationException("no connection", Said("57P03"));
        var command = Command();
        await worker.RunAsync(command);

        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.JobId == command.JobId);
        Assert.Equal(9, worker.Script.Runs);
        Assert.Empty(worker.Heard.All<Fault<RunRiskCalc>>());
        Assert.Equal(0u, await Queue.DepthAsync(worker.Broker, Errors));
    }

    [Theory]
    [InlineData("57P01")] // an administrator stops it
    [InlineData("57P02")] // it crashes
    [InlineData("57P03")] // it starts
    [InlineData("53300")] // it has too many connections
    [InlineData("53100")] // its disk is full
    [InlineData("08006")] // the connection broke
    [InlineData("25006")] // it is a standby
    [InlineData("28P01")] // it lets us not in
    [InlineData("3D000")] // the database is not there
    public void What_the_server_says_of_itself_is_an_outage_for_certain(string state)
    {
        Assert.True(OutageFault.IsOutage(Said(state)));
        Assert.True(OutageFault.IsCertain(new InvalidOperationException("outer", Said(state))));
    }

    [Theory]
    [InlineData("23505")] // a key that is there
    [InlineData("22021")] // text that it cannot hold
    [InlineData("42P01")] // a table that is not there
    [InlineData("57014")] // a statement that was cancelled
    public void What_it_says_of_a_message_is_not(string state) => Assert.False(OutageFault.ComesAgain(Said(state)));

    [Fact]
    public void Time_limits_and_lines_that_broke_are_outages_and_only_the_latter_for_certain()
    {
        var slow = new NpgsqlException("Exception while reading from stream", new TimeoutException());
        var broken = new NpgsqlException("Failed to connect", new System.Net.Sockets.SocketException(111));

        Assert.True(OutageFault.IsOutage(slow));
        Assert.False(OutageFault.IsCertain(slow));
        Assert.True(OutageFault.IsCertain(broken));
        Assert.False(OutageFault.IsOutage(new InvalidOperationException("a bug")));
    }

    [Theory]
    [InlineData("55P03")]
    [InlineData("40001")]
    [InlineData("40P01")]
    public void Rows_that_others_have_are_no_outage_but_come_again(string state)
    {
        Assert.False(OutageFault.IsOutage(Said(state)));
        Assert.True(OutageFault.ComesAgain(Said(state)));
    }

    private static PostgresException Said(string state) => new("it said so", "FATAL", "FATAL", state);
}
