using System.Diagnostics;
using Azure;
using Azure.Data.Tables;

namespace Microsoft.DurableTask.Local;

/// <summary>
/// One process at a time runs a hub. The owner touches the lease row every second; who waits takes it over when
/// it has not changed for four seconds by its own clock, or at once when the owner was a process of this machine
/// that is gone. What a slow former owner still writes fails on the instance rows' ETags.
/// </summary>
internal sealed class HubLease(TableClient table, TimeProvider time)
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly string owner = Guid.NewGuid().ToString("N");
    private ETag etag;

    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        var (seen, since) = (default(ETag), time.GetTimestamp());
        while (!await TryAddAsync(cancellationToken))
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(
                Entities.LeaseKey,
                Entities.LeaseKey,
                cancellationToken: cancellationToken
            );
            if (!found.HasValue)
            {
                continue;
            }

            var row = found.Value!;
            if (row.ETag != seen)
            {
                (seen, since) = (row.ETag, time.GetTimestamp());
            }

            var free = IsGone(row) || time.GetElapsedTime(since) >= Expiry;
            if (free && await TryUpdateAsync(row.ETag, cancellationToken))
            {
                return;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    /// <summary>Returns when another process has the lease.</summary>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Heartbeat, time, cancellationToken);
            try
            {
                if (!await TryUpdateAsync(etag, cancellationToken))
                {
                    return;
                }
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Storage is away: nobody can take the lease meanwhile either.
            }
        }
    }

    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The last heartbeat may have been cut off between its effect and its answer.
            if (await IsOursAsync(cancellationToken))
            {
                await table.DeleteEntityAsync(Entities.LeaseKey, Entities.LeaseKey, etag, cancellationToken);
            }
        }
        catch (Exception e) when (e is RequestFailedException or IOException)
        {
            // Then it expires.
        }
    }

    private static bool IsGone(TableEntity row)
    {
        if (!string.Equals(row.GetString("Machine"), Environment.MachineName, StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(row.GetInt32("Process") ?? 0);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private TableEntity Row() =>
        new(Entities.LeaseKey, Entities.LeaseKey)
        {
            ["Owner"] = owner,
            ["Machine"] = Environment.MachineName,
            ["Process"] = Environment.ProcessId,
        };

    private async Task<bool> TryAddAsync(CancellationToken cancellationToken)
    {
        try
        {
            etag = (await table.AddEntityAsync(Row(), cancellationToken)).Headers.ETag!.Value;
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    private async Task<bool> TryUpdateAsync(ETag match, CancellationToken cancellationToken)
    {
        try
        {
            var response = await table.UpdateEntityAsync(Row(), match, TableUpdateMode.Replace, cancellationToken);
            etag = response.Headers.ETag!.Value;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // A repeat after a lost answer looks the same.
            return await IsOursAsync(cancellationToken);
        }
    }

    private async Task<bool> IsOursAsync(CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            Entities.LeaseKey,
            Entities.LeaseKey,
            cancellationToken: cancellationToken
        );
        etag = found.HasValue ? found.Value!.ETag : default;
        return found.HasValue && string.Equals(found.Value!.GetString("Owner"), owner, StringComparison.Ordinal);
    }
}
