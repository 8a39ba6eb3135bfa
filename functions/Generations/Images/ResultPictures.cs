using AiPromptGen.Generations.Providers;
using AiPromptGen.Uploads;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// What a provider sends is not believed: it goes the way of an upload, told by its first bytes, bounded before it is decoded
/// and encoded anew without metadata but the mark of <see cref="PictureMark"/>.
/// </summary>
internal sealed class ResultPictures(TimeProvider time) : IDisposable
{
    /// <summary>UTF-16 units; a longer text than any model rewrites a prompt to.</summary>
    public const int MostRevised = 4000;

    /// <summary>Larger than for uploads: nothing is shrunk that a model of today paints.</summary>
    private static readonly IntakeLimits Limits = new()
    {
        MaxBytes = 32 * 1024 * 1024,
        CleanSide = 4096,
        DecodeTimeout = TimeSpan.FromSeconds(20),
        KeepsPng = true,
        Xmp = PictureMark.Xmp,
    };

    /// <summary>Twice the 320 pixels that a page shows it at.</summary>
    private static readonly IntakeLimits SmallLimits = Limits with { CleanSide = 640, KeepsPng = false };

    private readonly ImageIntake intake = new(Limits, time);
    private readonly ImageIntake smallIntake = new(SmallLimits, time);

    /// <returns>The readable ones, in their order.</returns>
    public async Task<IReadOnlyList<ResultPicture>> CleanAsync(
        IEnumerable<PaintedImage> images,
        CancellationToken cancellationToken
    )
    {
        var clean = new List<ResultPicture>();
        foreach (var image in images)
        {
            if (await intake.TakeAsync(image.Bytes, cancellationToken) is IntakeResult.Accepted accepted)
            {
                var small = await smallIntake.TakeAsync(accepted.Image.Bytes, cancellationToken);
                clean.Add(
                    new ResultPicture(accepted.Image, image.RevisedPrompt)
                    {
                        Thumbnail = (small as IntakeResult.Accepted)?.Image,
                    }
                );
            }
        }

        return clean;
    }

    public void Dispose()
    {
        intake.Dispose();
        smallIntake.Dispose();
    }
}
