using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Workers.Support;

/// <summary>
/// Stands between a client and a server, so that a test can cut the line without touching the server.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private volatile bool _cut;
    private volatile TaskCompletionSource? _silence;
    private volatile int _opened;

    public TcpProxy(string host, int port)
    {
        _host = host;
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Connections that were made so far.</summary>
    public int Opened => _opened;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends all connections, and every new one at once.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var client in _open.Keys)
            client.Close();
    }

    /// <summary>Connections stay open, and nothing comes through any more: a half-open line.</summary>
    public void Silence() => _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend()
    {
        _cut = false;
        var silence = _silence;
        _silence = null;
        silence?.TrySetResult();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: nothing more to accept.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        Interlocked.Increment(ref _opened);
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                _open[client] = _open[server] = true;
                if (_cut)
                    return;
                client.NoDelay = server.NoDelay = true;
                await server.ConnectAsync(_host, _port);
                var near = client.GetStream();
                var far = server.GetStream();
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception e) when (SaysCut(e))
            {
            }
            finally
            {
                _open.TryRemove(client, out _);
                _open.TryRemove(server, out _);
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            if (_silence is { } silence)
                await silence.Task;
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    /// <summary>What reading from a closed connection throws.</summary>
    private static bool SaysCut(Exception e) =>
        e is SocketException or IOException or InvalidOperationException or ObjectDisposedException;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Mend();
        Cut();
        await _accepting;
    }
}
