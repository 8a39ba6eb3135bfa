using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Local.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The built application with what it needs around it: the storage emulator and clear words when it cannot start.</summary>
internal sealed class LocalHost(WebApplication app, SharedAzurite? storage, bool exitOnFailure)
    : IHost,
        IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    /// <summary>The address it listens on, with the real port and the route prefix; known once started.</summary>
    public Uri Address
    {
        get
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            return new($"{addresses.Addresses.First()}/{HttpFunctions.PrefixOf(app.Configuration)}");
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"Listening on {Address}");
        }
        catch (LocalHostException exception) when (exitOnFailure)
        {
            await DisposeAsync();
            Exit(exception);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            var taken = ListenAddresses.Taken(app.Configuration["urls"]!);
            if (!exitOnFailure)
            {
                throw taken;
            }

            await DisposeAsync();
            Exit(taken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (storage is not null)
        {
            await storage.DisposeAsync();
        }
    }

    public static void Exit(LocalHostException exception)
    {
        Console.Error.WriteLine(exception.Message);
        Environment.Exit(1);
    }
}
