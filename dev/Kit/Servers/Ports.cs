using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Workers.Operations;

namespace Workers.Kit.Servers;

/// <summary>Free ports on the loopback interface, below those that the system hands to outgoing connections.</summary>
public static class Ports
{
    private const int First = 20000, Last = 31999;

    public static int Free()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (IsFree(port)) return port;
        }
        throw new UnavailableException($"no free port between {First} and {Last}");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
