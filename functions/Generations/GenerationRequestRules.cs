using AiPromptGen.Generations.Images;
using AiPromptGen.Prompts;
using AiPromptGen.Uploads.Fetching;

namespace AiPromptGen.Generations;

/// <summary>What a request must be before anything is read or written for it. The answer names every mistake, not only the first.</summary>
internal static class GenerationRequestRules
{
    /// <exception cref="ProblemException">400 with one error for each mistake.</exception>
    public static void Check(GenerationRequest request)
    {
        var errors = new List<ProblemError>();
        CheckIdea(request, errors);
        CheckSource(request, errors);
        errors.AddRange(PromptRequestRules.TargetMistakes(request.Targets));
        errors.AddRange(RemixRules.Mistakes(request));
        errors.AddRange(request.Controls is { } controls ? ControlRules.Mistakes(controls) : []);
        errors.AddRange(PaintingRules.Mistakes(request));
        if (errors.Count > 0)
        {
            throw Problems.Invalid(errors).ToException();
        }
    }

    /// <summary>The targets asked for, or all of them.</summary>
    public static IEnumerable<PromptTarget> TargetsOf(GenerationRequest request) =>
        request.Targets is { Count: > 0 } ids ? ids.Select(id => PromptTargets.Find(id)!) : PromptTargets.All;

    private static void CheckIdea(GenerationRequest request, List<ProblemError> errors)
    {
        if (IdeaRules.Mistake(request.Idea, request.Controls) is { } mistake)
        {
            errors.Add(mistake);
        }

        var needsIdea = request.Kind != GenerationKind.ImageToPrompt && request.ParentId is null;
        if (needsIdea && IdeaRules.SaysNothing(request.Idea))
        {
            errors.Add(new ProblemError("idea", "idea-missing", "Say what the picture should show."));
        }
    }

    private static void CheckSource(GenerationRequest request, List<ProblemError> errors)
    {
        if (request.Kind != GenerationKind.ImageToPrompt)
        {
            if (request.Source is not null)
            {
                errors.Add(new ProblemError("source", "source-unexpected", "Only image-to-prompt takes a picture."));
            }

            return;
        }

        switch (request.Source)
        {
            case { UploadId: { } id, Url: null } when Ids.IsValid(id):
                break;
            case { UploadId: not null, Url: null }:
                errors.Add(
                    new ProblemError("source.uploadId", "upload-id-invalid", "Send the id that POST /uploads gave.")
                );
                break;
            case { UploadId: null, Url: { } url }:
                errors.AddRange(PictureAddressRules.Read(url).Mistake is { } mistake ? [mistake] : []);
                break;
            default:
                errors.Add(new ProblemError("source", "source-missing", "Exactly one of uploadId and url."));
                break;
        }
    }
}
