namespace AiPromptGen.Uploads;

/// <summary>
/// Bounds the memory of all pictures that are arriving at the same time: one that turns out to be large has to wait, and its sender with
/// it, until one of a few places is free. A sender who stalls holds little memory until much has arrived, and nothing for longer than the
/// time limit.
/// </summary>
internal sealed class PictureReceiver(IntakeLimits limits, TimeProvider time) : IDisposable
{
    private const int SmallBytes = 256 * 1024;
    private readonly SemaphoreSlim _places = new(limits.Places);
    private readonly StripedLock _own = new(stripes: 256, limits.PlacesOfOne);
    private readonly StripedLock _ofAddress = new(stripes: 256, limits.PlacesOfAddress);

    /// <summary>Reads no further than the byte limit, whatever length was announced, and passes on what arrived.</summary>
    public async Task<IntakeResult> ReceiveAsync(
        Stream stream,
        PictureSender sender,
        Func<PictureMemory, Task<IntakeResult>> take,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(limits.ReceiveTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var waiting = false;
        try
        {
            var small = new PictureMemory(Math.Min(SmallBytes, limits.MaxBytes + 1));
            if (await FillAsync(small, stream, either.Token) || limits.MaxBytes < SmallBytes)
            {
                return await TakeAsync(small, take);
            }

            waiting = true;
            // A sender waits for one of its own few places first, and takes none of the shared places while it waits. So does an address,
            // because one person may have several accounts.
            using var turn = await EnterAsync(_own, sender.Account, either.Token);
            using var place = await EnterAsync(_ofAddress, sender.Address, either.Token);
            await _places.WaitAsync(either.Token);
            waiting = false;
            try
            {
                var large = new PictureMemory(limits.MaxBytes + 1);
                large.Append(small.Bytes);
                small.Recycle();
                await FillAsync(large, stream, either.Token);
                return await TakeAsync(large, take);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return waiting ? IntakeRejections.Busy() : IntakeRejections.SlowToArrive(limits);
        }
    }

    public void Dispose() => _places.Dispose();

    private static async Task<StripedLock.Turn> EnterAsync(StripedLock places, string who, CancellationToken stop) =>
        who.Length > 0 ? await places.EnterAsync(who, stop) : default;

    private Task<IntakeResult> TakeAsync(PictureMemory picture, Func<PictureMemory, Task<IntakeResult>> take)
    {
        if (picture.Bytes.Length <= limits.MaxBytes)
        {
            return take(picture);
        }

        picture.Recycle();
        return Task.FromResult<IntakeResult>(IntakeRejections.TooLarge(limits));
    }

    /// <returns>Whether the stream ended.</returns>
    private static async Task<bool> FillAsync(PictureMemory picture, Stream stream, CancellationToken cancellationToken)
    {
        while (!picture.IsFull)
        {
            var read = await stream.ReadAsync(picture.Free, cancellationToken);
            if (read == 0)
            {
                return true;
            }

            picture.Appended(read);
        }

        return false;
    }
}
