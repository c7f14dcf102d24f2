using System.Net;
using System.Net.Sockets;
using Workers.Faults.Lines;

namespace Workers.Kit.Tests.Faults;

public sealed class Lines_that_are_disturbed : IAsyncLifetime
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private FaultyLine _line = null!;

    public Task InitializeAsync()
    {
        _server.Start();
        _line = new FaultyLine(() => ((IPEndPoint)_server.LocalEndpoint).Port);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _line.DisposeAsync();
        _server.Dispose();
    }

    [Theory]
    [InlineData(LineState.Open)]
    [InlineData(LineState.Slow)]
    public async Task Bytes_pass(LineState state)
    {
        _line.Become(state);
        using var client = await ConnectAsync();
        using var server = await _server.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(new byte[] { 7 });
        Assert.Equal(7, server.GetStream().ReadByte());
    }

    [Fact]
    public async Task A_line_that_is_cut_ends_its_connections()
    {
        using var client = await ConnectAsync();
        using var server = await _server.AcceptTcpClientAsync();
        _line.Become(LineState.Cut);
        Assert.Equal(0, await ReadOrEndAsync(client));
    }

    [Fact]
    public async Task A_silent_line_delivers_when_it_is_open_again()
    {
        using var client = await ConnectAsync();
        using var server = await _server.AcceptTcpClientAsync();
        _line.Become(LineState.Silent);
        await client.GetStream().WriteAsync(new byte[] { 9 });
        var read = server.GetStream().ReadAsync(new byte[1]).AsTask();
        Assert.False(read.IsCompleted);
        _line.Become(LineState.Open);
        Assert.Equal(1, await read);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _line.Port);
        return client;
    }

    private static async Task<int> ReadOrEndAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
