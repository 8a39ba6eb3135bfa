using System.Diagnostics;
using AiPromptGen.Host.Start.Storage;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>A storage emulator of the tests' own, in memory; ends with its owner.</summary>
internal sealed class TestAzurite : IAsyncDisposable
{
    // Ends with us: its standard input closes when we die, however we die.
    private const string Attach = """
        process.stdin.on('end', () => process.exit()).on('error', () => process.exit()).resume();
        require(process.argv[1]);
        """;

    private readonly Process process;

    private TestAzurite(Process process, AzuritePorts ports)
    {
        this.process = process;
        ConnectionString = ports.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<TestAzurite> StartAsync(CancellationToken cancellationToken)
    {
        var script = await AzuritePackage.LocateAsync(TimeProvider.System, cancellationToken);
        var ports = AzuritePorts.Free();
        var start = AzuriteProcess.Node(Attach, [script, .. ports.Arguments, "--inMemoryPersistence"]);
        start.RedirectStandardInput = true;
        var node = AzuritePackage.Start(start);
        node.OutputDataReceived += (_, _) => { };
        node.BeginOutputReadLine();
        await AzuriteProcess.WaitUntilReadyAsync(ports, node.Id, TimeProvider.System, cancellationToken);
        return new(node, ports);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
