using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.Local.Storage;

/// <summary>A storage emulator of one's own, for tests: ends with its owner, its data goes with it.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    private readonly Process process;
    private readonly string? data;

    private Azurite(Process process, AzuritePorts ports, string? data)
    {
        this.process = process;
        this.data = data;
        ConnectionString = ports.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <param name="data">Null keeps everything in memory.</param>
    public static async Task<Azurite> StartAsync(string? data, CancellationToken cancellationToken)
    {
        var script = await AzuritePackage.LocateAsync(TimeProvider.System, cancellationToken);
        var ports = AzuritePorts.Free();
        var azurite = new Azurite(AzuriteProcess.StartAttached(script, ports, data), ports, data);
        try
        {
            await AzuriteProcess.WaitUntilReadyAsync(ports, azurite.process.Id, TimeProvider.System, cancellationToken);
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }

        return azurite;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
