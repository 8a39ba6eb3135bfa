using System.Text.Json;

namespace AiPromptGen.Host.Start.Storage;

/// <summary>
/// The emulator of one data folder. It saves every five seconds and loses the rest when killed, so it runs on when its
/// user crashes, is found again by <c>azurite.json</c>, and is stopped, gently, by whoever leaves it last.
/// </summary>
internal sealed class SharedAzurite : IAsyncDisposable
{
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly FileStream presence;
    private readonly Running emulator;
    private bool left;

    private SharedAzurite(string folder, TimeProvider time, FileStream membership, Running running)
    {
        this.folder = folder;
        this.time = time;
        presence = membership;
        emulator = running;
    }

    public string ConnectionString => emulator.Ports.ConnectionString;

    public int ProcessId => emulator.Pid;

    public static async Task<SharedAzurite> JoinAsync(
        string folder,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(UsersOf(folder));
        await using var only = await FileLock.TakeAsync(LockOf(folder), FileOptions.None, time, cancellationToken);
        var known = Read(folder);
        var running =
            known is not null && await IsOursAsync(known, time, cancellationToken)
                ? known
                : await StartAsync(folder, known?.Ports, time, cancellationToken);
        var membership = Path.Combine(UsersOf(folder), $"{Environment.ProcessId}-{Guid.NewGuid():N}");
        return new(folder, time, FileLock.TryTake(membership, FileOptions.DeleteOnClose)!, running);
    }

    public async ValueTask DisposeAsync()
    {
        if (left)
        {
            return;
        }

        left = true;
        await using var only = await FileLock.TakeAsync(LockOf(folder), FileOptions.None, time, CancellationToken.None);
        await presence.DisposeAsync();
        if (!IsUsed())
        {
            await AzuriteProcess.StopAsync(emulator.Pid, time, CancellationToken.None);
        }
    }

    private static async Task<bool> IsOursAsync(Running known, TimeProvider time, CancellationToken cancellationToken)
    {
        // Busy is not dead: a second emulator on the same data would ruin it.
        for (var attempt = 0; attempt < 5 && AzuriteProcess.IsAlive(known.Pid); attempt++)
        {
            if (await known.Ports.AnswerAsync(cancellationToken))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }

        return false;
    }

    private static async Task<Running> StartAsync(
        string folder,
        AzuritePorts? remembered,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var script = await AzuritePackage.LocateAsync(time, cancellationToken);
        var ports = remembered ?? AzuritePorts.Free();
        if (ports.FirstTaken() is { } taken)
        {
            ports = AzuritePorts.Free();
            await Console.Error.WriteLineAsync(
                $"Port {taken} of the local storage emulator is taken by another program; it moves to {ports.Blob}, {ports.Queue} and {ports.Table}."
            );
        }

        var pid = await AzuriteProcess.StartDetachedAsync(script, ports, folder, cancellationToken);
        var running = new Running(pid, ports);
        // Before it answers: if we die meanwhile, the next one still finds it.
        await File.WriteAllTextAsync(StateOf(folder), JsonSerializer.Serialize(running), cancellationToken);
        await AzuriteProcess.WaitUntilReadyAsync(ports, pid, time, cancellationToken);
        return running;
    }

    private bool IsUsed()
    {
        foreach (var user in Directory.GetFiles(UsersOf(folder)))
        {
            // Whoever holds it is alive; the rest is left over from crashes.
            using var free = FileLock.TryTake(user, FileOptions.DeleteOnClose);
            if (free is null)
            {
                return true;
            }
        }

        return false;
    }

    private static Running? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Running>(File.ReadAllText(StateOf(folder)));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            // None yet, or cut off by a crash.
            return null;
        }
    }

    private static string StateOf(string folder) => Path.Combine(folder, "azurite.json");

    private static string LockOf(string folder) => Path.Combine(folder, "azurite.lock");

    private static string UsersOf(string folder) => Path.Combine(folder, "users");

    private sealed record Running(int Pid, AzuritePorts Ports);
}
