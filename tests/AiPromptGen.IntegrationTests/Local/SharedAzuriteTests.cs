using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AiPromptGen.Host.Start.Storage;
using Azure.Storage.Blobs;

namespace AiPromptGen.IntegrationTests.Local;

[TestFixture]
[Platform(Exclude = "Win", Reason = "Signals")]
internal sealed class SharedAzuriteTests
{
    private string data = null!;

    [SetUp]
    public void Make_a_data_folder() => data = Directory.CreateTempSubdirectory("shared-azurite-").FullName;

    [TearDown]
    public void Delete_the_data_folder() => Directory.Delete(data, recursive: true);

    [Test]
    public async Task It_is_shared_and_stopped_by_whoever_leaves_last()
    {
        var joins = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => JoinAsync()));
        var pids = joins.Select(j => j.ProcessId).Distinct().ToList();
        await joins[1].DisposeAsync();
        await joins[0].DisposeAsync();
        var used = AzuriteProcess.IsAlive(pids[0]);
        await joins[2].DisposeAsync();
        await joins[2].DisposeAsync();

        Assert.That(pids, Has.Count.EqualTo(1));
        Assert.That((used, AzuriteProcess.IsAlive(pids[0])), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Remembered_ports_that_someone_took_are_given_up()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var free = AzuritePorts.Free();
        var remembered = free with { Queue = ((IPEndPoint)other.LocalEndpoint).Port };
        await WriteStateAsync(JsonSerializer.Serialize(new { Pid = int.MaxValue, Ports = remembered }));

        await using var joined = await JoinAsync();

        Assert.That(joined.ConnectionString, Is.Not.EqualTo(remembered.ConnectionString));
        var blobs = new BlobServiceClient(joined.ConnectionString);
        Assert.That((await blobs.CreateBlobContainerAsync("usable")).HasValue, Is.True);
    }

    [TestCase("")]
    [TestCase("{\"Pid\":1")]
    public async Task A_state_file_cut_off_by_a_crash_is_no_obstacle(string state)
    {
        await WriteStateAsync(state);

        await using var joined = await JoinAsync();

        Assert.That(AzuriteProcess.IsAlive(joined.ProcessId), Is.True);
    }

    private Task<SharedAzurite> JoinAsync() =>
        SharedAzurite.JoinAsync(data, TimeProvider.System, CancellationToken.None);

    private Task WriteStateAsync(string state) => File.WriteAllTextAsync(Path.Combine(data, "azurite.json"), state);
}
