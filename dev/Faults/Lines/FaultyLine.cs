using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Workers.Faults.Lines;

/// <summary>
/// Stands between the processes and a server, as a network does, and can be cut, go silent or slow. Where it leads may
/// change, as behind a balancer.
/// </summary>
public sealed class FaultyLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<int> _port;
    private readonly Task _accepting;
    private volatile LineState _state;

    /// <param name="port">Where a new connection leads, on this machine.</param>
    public FaultyLine(Func<int> port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the processes find it.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Makes it so, for the connections that are there and those to come.</summary>
    public void Become(LineState state)
    {
        _state = state;
        if (state == LineState.Cut) CutAll();
    }

    /// <summary>Ends all connections; new ones are welcome.</summary>
    public void CutAll()
    {
        foreach (var connection in _open.Keys) connection.Close();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: nothing more to accept.
        }
    }

    private async Task ForwardAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                _open[near] = _open[far] = true;
                if (_state == LineState.Cut) return;
                near.NoDelay = far.NoDelay = true;
                await far.ConnectAsync(IPAddress.Loopback, _port());
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception e) when (SaysCut(e))
            {
                // The other end hears of it by the closing below.
            }
            finally
            {
                _open.TryRemove(near, out _);
                _open.TryRemove(far, out _);
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 << 10];
        var source = from.GetStream();
        var target = to.GetStream();
        try
        {
            while (true)
            {
                var most = _state == LineState.Slow ? 4 << 10 : buffer.Length;
                var read = await source.ReadAsync(buffer.AsMemory(0, most));
                if (read == 0) return;
                await HoldAsync();
                await target.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (SaysCut(e))
        {
            // Whoever waits for either direction closes both.
        }
    }

    private async Task HoldAsync()
    {
        if (_state == LineState.Slow) await Task.Delay(TimeSpan.FromMilliseconds(40), _ended.Token);
        while (_state == LineState.Silent) await Task.Delay(TimeSpan.FromMilliseconds(20), _ended.Token);
    }

    /// <summary>What a closed connection throws.</summary>
    private static bool SaysCut(Exception e) => e is SocketException or IOException or InvalidOperationException
        or ObjectDisposedException or OperationCanceledException;
}
