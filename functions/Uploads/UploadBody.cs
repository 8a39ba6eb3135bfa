using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AiPromptGen.Uploads;

/// <summary>The stream of the picture's bytes out of a raw image body or the first file of a multipart form (RFC 7578).</summary>
internal static class UploadBody
{
    public static async Task<Stream> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            RequestBody.CheckEncodings(request, type);
        }

        if (type is { MediaType: var media } && media.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await OpenMultipartAsync(request, type, cancellationToken);
        }

        // The name of the format is not believed, but anything that does not claim to be bytes of a picture is a mistake.
        if (
            type is null
            || !(
                type.Type.Equals("image", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            throw Problems.ContentType("image/*, application/octet-stream or multipart/form-data").ToException();
        }

        return new SenderStream(request.Body);
    }

    private static async Task<Stream> OpenMultipartAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        CancellationToken cancellationToken
    )
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70)
        {
            throw Malformed().ToException();
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body)
            {
                HeadersCountLimit = 16,
                HeadersLengthLimit = 8192,
            };
            for (var part = 0; part < 16 && await reader.ReadNextSectionAsync(cancellationToken) is { } section; part++)
            {
                if (section.AsFileSection() is { FileStream: { } file })
                {
                    return new SenderStream(file);
                }
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw Malformed().ToException();
        }

        throw Problems.Invalid("body", "file-missing", "The form holds no file.").ToException();
    }

    private static Problem Malformed() =>
        Problems.Invalid("body", "multipart-invalid", "The multipart body cannot be read.");
}
