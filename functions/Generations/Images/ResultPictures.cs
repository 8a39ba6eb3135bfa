using System.Text;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Uploads;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// Cleans the pictures that a provider sends, which are trusted no more than uploads: the format is recognized by the first bytes, the size
/// is bounded before anything is decoded, and the picture is encoded anew, with no metadata except the mark of <see cref="PictureMark"/>.
/// </summary>
internal sealed class ResultPictures(TimeProvider time) : IDisposable
{
    /// <summary>UTF-16 units. No known model rewrites a prompt to a longer text.</summary>
    public const int MaxRevised = 4000;

    /// <summary>Larger limits than those of uploads, so that no picture of a present model has to be shrunk.</summary>
    private static readonly IntakeLimits Limits = new()
    {
        MaxBytes = 32 * 1024 * 1024,
        CleanSide = 4096,
        DecodeTimeout = TimeSpan.FromSeconds(20),
        KeepsPng = true,
        Xmp = PictureMark.Xmp,
    };

    /// <summary>A side of 640 pixels is twice the 320 at which a page shows the small copy.</summary>
    private static readonly IntakeLimits SmallLimits = Limits with { CleanSide = 640, KeepsPng = false };

    private readonly PictureIntake _intake = new(Limits, time);
    private readonly PictureIntake _smallIntake = new(SmallLimits, time);

    /// <returns>The pictures that could be read, in their order.</returns>
    public async Task<IReadOnlyList<ResultPicture>> CleanAsync(
        IEnumerable<PaintedPicture> images,
        CancellationToken cancellationToken
    )
    {
        var clean = new List<ResultPicture>();
        foreach (var image in images)
        {
            if (await _intake.TakeAsync(image.Bytes, cancellationToken) is IntakeResult.Accepted accepted)
            {
                var small = await _smallIntake.TakeAsync(accepted.Image.Bytes, cancellationToken);
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
        _intake.Dispose();
        _smallIntake.Dispose();
    }
}

/// <summary>
/// The mark in every painted picture that tells machines that a trained model made it: an XMP packet with one property of IPTC's photo
/// metadata standard (https://iptc.org/std/photometadata/specification/), whose value is from IPTC's list of digital source types. Nothing
/// else is in it: no prompt, no person, no time.
/// </summary>
internal static class PictureMark
{
    public const string DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /// <summary>The wrapper that ISO 16684-1 prescribes. It is marked read-only, because there is nothing to edit.</summary>
    private const string Packet =
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
        + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + "<rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\""
        + $" Iptc4xmpExt:DigitalSourceType=\"{DigitalSourceType}\"/>"
        + "</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

    public static ReadOnlyMemory<byte> Xmp { get; } = Encoding.UTF8.GetBytes(Packet);
}
